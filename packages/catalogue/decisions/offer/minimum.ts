/** Times each allowed option has to have been tried before what was learnt decides. */
export const MINIMUM_TRIES = 50;
