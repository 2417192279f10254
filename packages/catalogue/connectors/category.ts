/** Groups of the catalogue of connections, in order. */
export const CATEGORIES = [
  { id: 'store', title: 'Your store' },
  { id: 'email', title: 'E-mail' },
  { id: 'texts', title: 'Texts, push and chat' },
  { id: 'marketing', title: 'Marketing' },
  { id: 'team', title: 'Your team' },
  { id: 'service', title: 'Customer service' },
  { id: 'reviews', title: 'Reviews and loyalty' },
  { id: 'returns', title: 'Returns and shipping' },
  { id: 'stock', title: 'Stock and orders' },
  { id: 'money', title: 'Accounting' },
  { id: 'numbers', title: 'Analytics and ads' },
  { id: 'models', title: 'Language models' },
  { id: 'custom', title: 'Systems of your own' },
  { id: 'own', title: 'Built in' },
] as const;

export type Category = (typeof CATEGORIES)[number]['id'];
