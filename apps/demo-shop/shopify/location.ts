/** Shopify's id of the shop's warehouse, the shed in Rockport. */
export const LOCATION = 71_204_400_131;
