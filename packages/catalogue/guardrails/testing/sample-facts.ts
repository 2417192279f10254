import { HOUR } from '@millrace/base';
import { channelById, emailChannel } from '@millrace/channels';
import type { CartFacts, CustomerFacts, LineFacts, StoreFacts } from '@millrace/flow';
import type { RecentMessage, SendFacts } from '../send-facts.ts';

/** Wednesday, 18 November 2026, 12:00 in Berlin. */
export const NOON = Date.UTC(2026, 10, 18, 11);

export const customer = (changes: Partial<CustomerFacts> = {}): CustomerFacts => ({
  id: 'c-1',
  email: 'ann@example.com',
  phone: '+15550100',
  browsers: null,
  firstName: 'Ann',
  lastName: null,
  country: 'DE',
  city: 'Berlin',
  language: 'en',
  zone: 'Europe/Berlin',
  createdAt: 0,
  tags: [],
  properties: {},
  consent: { email: 'subscribed', sms: 'subscribed' },
  suppressed: {},
  ordersCount: 0,
  totalSpent: 0,
  averageOrder: 0,
  firstOrderAt: null,
  lastOrderAt: null,
  discountShare: null,
  orderGapDays: null,
  lastSeenAt: null,
  lists: [],
  points: 0,
  tier: null,
  predicted: {},
  ...changes,
});

export const line = (changes: Partial<LineFacts> = {}): LineFacts => ({
  productId: 'p-1',
  variantId: null,
  title: 'Linen shirt',
  category: null,
  quantity: 1,
  price: 6_900,
  cost: null,
  image: null,
  url: null,
  stock: null,
  ...changes,
});

export const cart = (changes: Partial<CartFacts> = {}): CartFacts => ({
  id: 'cart-1',
  currency: 'USD',
  total: 6_900,
  itemsCount: 1,
  lines: [line()],
  createdAt: NOON - 3 * HOUR,
  updatedAt: NOON - 2 * HOUR,
  step: 'checkout',
  device: null,
  recoveryUrl: null,
  discountCodes: [],
  newCategory: false,
  completedAt: null,
  ...changes,
});

const store: StoreFacts = {
  name: 'Shop',
  currency: 'USD',
  zone: 'UTC',
  url: 'https://shop.example',
  marginFloor: 0.2,
  assumedCostShare: 0.4,
  shippingCost: 500,
  freeShippingFrom: null,
};

export const touch = (at: number, changes: Partial<RecentMessage> = {}): RecentMessage => ({
  at,
  channel: 'email',
  purpose: 'marketing',
  flowId: 'f-2',
  flowName: 'Win-back',
  cartId: null,
  ...changes,
});

type Changes = Partial<Omit<SendFacts, 'message'>> & { readonly message?: Partial<SendFacts['message']> };

/** Facts under which every check passes: a marketing e-mail at noon to somebody who agreed. */
export const sendFacts = (changes: Changes = {}): SendFacts => ({
  now: NOON,
  customer: customer(),
  optIn: 'double',
  suppression: null,
  recent: [],
  globallyHeldOut: false,
  cart: cart(),
  products: [],
  store,
  killSwitch: { all: false, flows: [], channels: [] },
  flowState: 'live',
  enrolmentEnded: null,
  channel: channelById(changes.message?.channel ?? 'email') ?? emailChannel,
  ...changes,
  message: {
    id: 'm-1',
    channel: 'email',
    purpose: 'marketing',
    flowId: 'f-1',
    flowName: 'Abandoned cart',
    plannedAt: NOON,
    heldSince: null,
    cartId: 'cart-1',
    address: 'ann@example.com',
    ...changes.message,
  },
});
