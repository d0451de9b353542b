import { expect, it } from 'vitest';
import { lessonFileKind } from '../../../web/experiment/lesson_file_kind';

it('a file is a lesson or a course by its first line, else by its name', () => {
  expect(lessonFileKind('ebb lesson 1\n')).toBe('lesson');
  expect(lessonFileKind('\ufeffebb course 1\n', 'week.txt')).toBe('course');
  expect(lessonFileKind('ebb lesson 1\n', 'week.course')).toBe('lesson');
  expect(lessonFileKind('', 'Week.COURSE')).toBe('course');
  expect(lessonFileKind('# title', 'mine.lesson')).toBe('lesson');
});

it('what names neither is none', () => {
  expect(lessonFileKind('x,y\n1,2', 'ebb lesson.csv')).toBeNull();
  expect(lessonFileKind('ebb lessons', 'lesson')).toBeNull();
  expect(lessonFileKind('\nebb lesson 1')).toBeNull();
});
