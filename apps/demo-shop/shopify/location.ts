/** The shed in Rockport. */
export const LOCATION = 71_204_400_131;
