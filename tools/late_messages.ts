/** Messages that only parts say which are fetched when somebody asks for them: they come with the first of
 *  those parts, not with the page. (tests/web/text/late_messages.test.ts holds that no other part says one.) */
const late = [
  /^remedies\.(?!try$|title$)/,
  /^lesson\.(?!close$|open$|beside$|title$)/,
  /^(fault|condition_text|key_sheet|editor|unsure_save|worksheet|theory_limit|finding_evidence|here_line|band_key|pool)\./,
  /^(operation_sentence|shown_matrices|chain|two_ways|history|table)\./,
  /^inspector\.(?!title$)/,
  /^(theory|map|opening)\.(?!intro$|open$|title$)/,
  /^sweep\.(?!intro$|open$|title$)/,
  /^pytorch\.(?!help$|name$)/,
  /^embed\.(?!button$|theme_|title$|problem|whole$|copied$|copy_by_hand$)/,
  /^compare\.(?!layers$|rows$|setting$|button$|help$|problems$|kept$|same$|full$)/,
  /^here\.(?!title$|line_start$|watch$)/,
  /^stage\.(?:arrived$|factor|front)/,
  /^classroom\.(?!button$|title$|code$)/,
];

export const isLate = (key: string): boolean => late.some((pattern) => pattern.test(key));
