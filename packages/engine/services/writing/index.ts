export { brandIn, readBrand, updateBrand, type Brand } from './brand.ts';
export { adviceFor } from './own-texts.ts';
export { changeVariant, dropVariant, readVariants, useVariants, type Proposal } from './proposals.ts';
export { proposeVariants } from './propose-variants.ts';
