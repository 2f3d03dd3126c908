// The button that keeps a course, and the list of what is kept.

import { part } from "./elements";
import { canKeep, drop, keep, renew } from "./keep";
import { type KeptCourse, keptCourses } from "./store";

export async function showKept(learner: string, build: string, isCopy: boolean): Promise<void> {
  if (!canKeep()) return;
  const courses = await keptCourses(learner);
  if (!isCopy) {
    for (const place of document.querySelectorAll<HTMLElement>("[data-keep]")) addButton(place, learner, courses);
  }
  const list = document.querySelector<HTMLElement>("[data-kept-courses]");
  if (list && courses.length > 0) {
    part(list, "[data-kept-list]").replaceChildren(...courses.map(courseList));
    list.hidden = false;
  }
  if (!isCopy) await renew(learner, build).catch(() => undefined);
}

function addButton(place: HTMLElement, learner: string, courses: KeptCourse[]): void {
  const pack = place.dataset.keep ?? "";
  const start = part<HTMLButtonElement>(place, "[data-keep-start]");
  const remove = part<HTMLButtonElement>(place, "[data-keep-drop]");
  const progress = part<HTMLProgressElement>(place, "[data-keep-progress]");
  const state = part(place, "[data-keep-state]");
  const show = (word: "before" | "during" | "kept" | "failed"): void => {
    state.textContent = state.dataset[word] ?? "";
    start.hidden = word === "kept";
    remove.hidden = word !== "kept";
    progress.hidden = word !== "during";
    start.toggleAttribute("aria-disabled", word === "during");
  };
  start.addEventListener("click", () => {
    if (!progress.hidden) return;
    show("during");
    keep(learner, pack, (share) => (progress.value = 100 * share)).then(
      () => (show("kept"), remove.focus()),
      () => show("failed"),
    );
  });
  remove.addEventListener("click", () => void drop(learner, pack).then(() => (show("before"), start.focus())));
  show(courses.some((course) => course.pack === pack) ? "kept" : "before");
  place.hidden = false;
}

function courseList(course: KeptCourse): HTMLElement {
  const section = document.createElement("section");
  const title = document.createElement("h3");
  title.textContent = course.title;
  const list = document.createElement("ol");
  list.className = "kept-list";
  for (const page of course.pages.filter((kept) => kept.title)) {
    const link = document.createElement("a");
    link.href = page.address;
    link.textContent = page.title;
    const item = document.createElement("li");
    item.append(link);
    list.append(item);
  }
  section.append(title, list);
  return section;
}
