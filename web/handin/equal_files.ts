import type { FileResult } from './grade';

/** Which files have a record in common: begun, answered and ended in the same milliseconds. They have one origin, and
 *  none of them can be known as the first: each is told of the others. Only where one has more against it, nothing is
 *  said against one that has not: that was copied and changed. */
export function findEqualFiles(results: readonly FileResult[]): void {
  const holders = new Map<string, { result: FileResult; lesson: string }[]>();
  for (const result of results) {
    for (const { lesson, begun, answered, task, clinic } of result.handIn?.lessons ?? []) {
      const key = JSON.stringify([lesson, begun, answered, task?.at, clinic?.at]);
      const there = holders.get(key) ?? [];
      if (!there.some((one) => one.result === result)) there.push({ result, lesson });
      holders.set(key, there);
    }
  }
  const shared = [...holders.values()].filter(({ length }) => length > 1);
  const sound = new Set(results.filter(({ doubts }) => doubts.length === 0));
  for (const result of results) {
    const common = new Map<FileResult, string[]>();
    for (const there of shared) {
      const own = there.find((one) => one.result === result);
      for (const { result: other } of own ? there : []) {
        if (other !== result && (sound.has(other) || !sound.has(result)))
          common.set(other, [...(common.get(other) ?? []), own!.lesson]);
      }
    }
    for (const [other, lessons] of common) {
      const isWhole = [result, other].every((one) => one.handIn!.lessons.length === lessons.length);
      const of = other.file;
      result.doubts.push(isWhole ? { kind: 'equal', of } : { kind: 'equal_part', of, lessons });
    }
  }
}
