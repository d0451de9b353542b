export type LessonFileKind = 'lesson' | 'course';

/** Whether a file is a lesson or a course of lessons: by its first line, or by its name where that does not say it. */
export function lessonFileKind(text: string, name = ''): LessonFileKind | null {
  const [, kind] =
    /^\ufeff?ebb (lesson|course)\b/.exec(text) ??
    /\.(lesson|course)$/.exec(name.toLowerCase()) ??
    [];
  return (kind as LessonFileKind | undefined) ?? null;
}
