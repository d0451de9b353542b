/** A network has trained where its loss is under this share of what one constant answer for all training
 *  samples has: `kLearned` of src/diagnosis/remedy_ranking.h, which a test holds it to. */
export const trainedShare = 1 / 2;
