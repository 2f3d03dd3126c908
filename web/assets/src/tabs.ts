// Tabs over the files of an exercise that has several. Without this script the files stand one below the other.

/** Puts them into `place`; `shown` is told which file stands there now. */
export function addTabs(place: HTMLElement, files: HTMLElement[], shown: (file: HTMLElement) => void): void {
  const list = document.createElement("div");
  list.className = "tabs";
  list.setAttribute("role", "tablist");
  const tabs = files.map((file, index) => {
    const tab = document.createElement("button");
    tab.type = "button";
    tab.className = "tab";
    tab.id = `tab-${index}`;
    tab.textContent = file.dataset.name ?? "";
    tab.setAttribute("role", "tab");
    tab.setAttribute("aria-controls", file.id);
    file.setAttribute("role", "tabpanel");
    file.setAttribute("aria-labelledby", tab.id);
    list.append(tab);
    return tab;
  });

  function select(index: number, focus: boolean): void {
    tabs.forEach((tab, other) => {
      tab.setAttribute("aria-selected", String(other === index));
      tab.tabIndex = other === index ? 0 : -1;
    });
    files.forEach((file, other) => (file.hidden = other !== index));
    if (focus) tabs[index]?.focus();
    const file = files[index];
    if (file) shown(file);
  }

  tabs.forEach((tab, index) => {
    tab.addEventListener("click", () => select(index, false));
    tab.addEventListener("keydown", (event) => {
      const rightToLeft = getComputedStyle(list).direction === "rtl";
      const step = { ArrowRight: rightToLeft ? -1 : 1, ArrowLeft: rightToLeft ? 1 : -1 }[event.key];
      if (step) select((index + step + tabs.length) % tabs.length, true);
    });
  });
  place.append(list);
  const faulty = files.findIndex((file) => file.querySelector("[data-fault]"));
  select(Math.max(faulty, 0), false);
}
