export { brandSchema, defaultBrand, readableOn, type Brand, type BrandInput } from './page/brand.ts';
export {
  contentView,
  type ContentFacts,
  type ContentView,
  type DiscountView,
  type ProductView,
} from './view/content-view.ts';
export { cappedRecord } from './view/cap-json.ts';
export { sampleView } from './view/sample-view.ts';
export type { MessageAddresses, SentLink } from './links/link-book.ts';
export type { MessageToRender, RenderedMessage } from './render-message.ts';
export { signToken, verifyToken, type TokenPurpose } from './links/signed-token.ts';
export { sendableLink } from './links/sendable-link.ts';
export { addUtm, campaignOf, type UtmTags } from './links/utm.ts';
