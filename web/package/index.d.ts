export { default } from '../module/ebb';
export type * from '../module/ebb';
export type { EbbLab, LabEvents, LabMembers, TriedRemedy } from './element';
