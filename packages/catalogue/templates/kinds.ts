import { abandonedCartAi } from './abandoned-cart-ai/template.ts';
import { abandonedCartClassic } from './abandoned-cart-classic/template.ts';
import { browseAbandonment } from './browse-abandonment/template.ts';
import { winBackSeries } from './win-back-series/template.ts';
import { welcomeSeries } from './welcome-series/template.ts';
import { postPurchase } from './post-purchase/template.ts';
import { dailyBrief } from './daily-brief/template.ts';
import { backInStock } from './back-in-stock/template.ts';
import { loyaltyAndVip } from './loyalty-and-vip/template.ts';
import { reviewRequest } from './review-request/template.ts';
import { inventoryReplenishment } from './inventory-replenishment/template.ts';
import { returnsAndExchanges } from './returns-and-exchanges/template.ts';
import { firstOrderOnboarding } from './first-order-onboarding/template.ts';
import { replenishment } from './replenishment/template.ts';
import { returnPrevention } from './return-prevention/template.ts';
import { earlyChurn } from './early-churn/template.ts';
import { crossSell } from './cross-sell/template.ts';
import { lastPieces } from './last-pieces/template.ts';
import { supportTierOne } from './support-tier-one/template.ts';
import { orderLifecycle } from './order-lifecycle/template.ts';
import { dynamicPricing } from './dynamic-pricing/template.ts';
import { reviewAnswers } from './review-answers/template.ts';
import { productPages } from './product-pages/template.ts';
import { anomalyAlert } from './anomaly-alert/template.ts';
import { flashSale } from './flash-sale/template.ts';
import { shippingDelay } from './shipping-delay/template.ts';
import { subscriptionRenewal } from './subscription-renewal/template.ts';
import { adAudiences } from './ad-audiences/template.ts';
import { crossChannelNudge } from './cross-channel-nudge/template.ts';
import type { Template } from './template.ts';

/** The only list of templates, in the order of the gallery. */
export const TEMPLATES: readonly Template[] = [
  abandonedCartAi,
  abandonedCartClassic,
  browseAbandonment,
  crossChannelNudge,
  welcomeSeries,
  firstOrderOnboarding,
  postPurchase,
  returnPrevention,
  reviewRequest,
  crossSell,
  replenishment,
  subscriptionRenewal,
  loyaltyAndVip,
  earlyChurn,
  winBackSeries,
  backInStock,
  lastPieces,
  flashSale,
  adAudiences,
  orderLifecycle,
  shippingDelay,
  returnsAndExchanges,
  supportTierOne,
  reviewAnswers,
  inventoryReplenishment,
  dynamicPricing,
  productPages,
  dailyBrief,
  anomalyAlert,
];

/** Templates by id. */
export const templates: Readonly<Record<string, Template>> = Object.fromEntries(
  TEMPLATES.map((template) => [template.id, template]),
);

export type { ExpectedPath, Template, TemplateEarns, TemplateNeed } from './template.ts';
export { castHost } from './answering-cast.ts';
export { castBegins, copiesOf, type Casting, type CastMember } from './cast.ts';
