export { default } from '../module/ebb';
export type * from '../module/ebb';
