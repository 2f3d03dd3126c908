// What this device keeps in IndexedDB: submissions that wait, which courses are kept, and who uses it now.

import { type DBSchema, type IDBPDatabase, openDB } from "idb";

export interface Waiting {
  /** The idempotency key. */
  key: string;
  learner: string;
  exercise: string;
  title: string;
  /** Where it is posted to. */
  action: string;
  fields: [string, string | Blob][];
  /** Milliseconds since 1970. */
  made: number;
  state: "waiting" | "sent" | "refused";
  /** Of what was refused: why. */
  detail: string;
  /** Of what was sent: where its result is. */
  result: string;
}

export interface KeptPage {
  address: string;
  title: string;
}

export interface KeptCourse {
  learner: string;
  pack: string;
  title: string;
  /** Of the front end, as it was when the course was kept. */
  build: string;
  pages: KeptPage[];
}

interface Schema extends DBSchema {
  outbox: { key: string; value: Waiting; indexes: { learner: string } };
  kept: { key: [string, string]; value: KeptCourse };
  device: { key: string; value: string };
}

let opened: Promise<IDBPDatabase<Schema>> | null = null;

export function database(): Promise<IDBPDatabase<Schema>> {
  opened ??= openDB<Schema>("bootcamp", 1, {
    upgrade(fresh) {
      fresh.createObjectStore("outbox", { keyPath: "key" }).createIndex("learner", "learner");
      fresh.createObjectStore("kept", { keyPath: ["learner", "pack"] });
      fresh.createObjectStore("device");
    },
    terminated: () => (opened = null),
  });
  return opened;
}

/** Who is signed in on this device, as far as it knows; empty for nobody. */
export async function presentLearner(): Promise<string> {
  return (await (await database()).get("device", "learner")) ?? "";
}

export async function setPresentLearner(learner: string): Promise<void> {
  await (await database()).put("device", learner, "learner");
}

export async function keptCourses(learner: string): Promise<KeptCourse[]> {
  return (await (await database()).getAll("kept")).filter((course) => course.learner === learner);
}

/** The cache that holds the pages of a kept course. */
export function pagesOf(learner: string, pack: string): string {
  return `kept:${learner}:${pack}`;
}

/** The cache of built files, which are the same for everybody. */
export const FILES = "kept-files";
