export interface Place {
  readonly href: string;
  readonly title: string;
  readonly icon: string;
  /** What is there, for the command palette. */
  readonly about: string;
  /** The key to press after `g`. */
  readonly key: string;
}

/** The places of the product, in the order of the navigation. */
export const PLACES: readonly Place[] = [
  {
    href: '/',
    title: 'Home',
    icon: 'home',
    about: 'What needs you, and what your flows brought in',
    key: 'h',
  },
  {
    href: '/work',
    title: 'Work',
    icon: 'inbox',
    about: 'What your flows ask people to decide or do',
    key: 'w',
  },
  {
    href: '/flows',
    title: 'Flows',
    icon: 'flows',
    about: 'All flows with their state and results',
    key: 'f',
  },
  {
    href: '/results',
    title: 'Results',
    icon: 'scale',
    about: 'What all your flows bring in together',
    key: 'e',
  },
  { href: '/gallery', title: 'Gallery', icon: 'gallery', about: 'Complete flows to start from', key: 'g' },
  {
    href: '/automation',
    title: 'Automation',
    icon: 'trend-up',
    about: 'Your level, the grade of each flow, and what to add next',
    key: 'l',
  },
  { href: '/customers', title: 'Customers', icon: 'users', about: 'Every customer’s timeline', key: 'c' },
  {
    href: '/segments',
    title: 'Segments',
    icon: 'target',
    about: 'People who have something in common, kept up to date',
    key: 'p',
  },
  {
    href: '/products',
    title: 'Products',
    icon: 'box',
    about: 'How fast products sell, how long the stock lasts, and what to order',
    key: 'o',
  },
  {
    href: '/returns',
    title: 'Returns',
    icon: 'return',
    about: 'What customers send back, and how far it is',
    key: 'r',
  },
  {
    href: '/reports',
    title: 'Reports',
    icon: 'chart',
    about: 'What happened on a day, in a week, in a month',
    key: 'b',
  },
  {
    href: '/anomalies',
    title: 'Anomalies',
    icon: 'pulse',
    about: 'Numbers of the store that were not as usual',
    key: 'a',
  },
  {
    href: '/messages',
    title: 'Message log',
    icon: 'send',
    about: 'All messages as they were sent',
    key: 'm',
  },
  {
    href: '/settings',
    title: 'Settings',
    icon: 'settings',
    about: 'Connections, guardrails, team, keys',
    key: 's',
  },
];

/** The places in the bottom bar of a phone. The others are under "More". */
export const PHONE_PLACES = ['/', '/work', '/flows', '/customers'] as const;

/** Whether a path is inside a place: `/flows/123` is in Flows, and only `/` itself is Home. */
export function isInside(path: string, href: string): boolean {
  return href === '/' ? path === '/' : path === href || path.startsWith(`${href}/`);
}
