export interface Place {
  readonly href: string;
  readonly title: string;
  readonly icon: string;
  /** What one finds there, for the command palette. */
  readonly about: string;
  /** Pressed after `g`. */
  readonly key: string;
}

/** The places of the product, in the order of the navigation. */
export const PLACES: readonly Place[] = [
  { href: '/', title: 'Home', icon: 'home', about: 'What needs you, and what your flows caused', key: 'h' },
  {
    href: '/flows',
    title: 'Flows',
    icon: 'flows',
    about: 'Every flow with its state and what it caused',
    key: 'f',
  },
  { href: '/gallery', title: 'Gallery', icon: 'gallery', about: 'Flows to begin with', key: 'g' },
  { href: '/customers', title: 'Customers', icon: 'users', about: 'One person’s whole story', key: 'c' },
  { href: '/messages', title: 'Message log', icon: 'send', about: 'Every message as it was sent', key: 'm' },
  {
    href: '/settings',
    title: 'Settings',
    icon: 'settings',
    about: 'Connections, guardrails, team, keys',
    key: 's',
  },
];

/** Those in the bar at the foot of a phone; the others are behind "More". */
export const PHONE_PLACES = ['/', '/flows', '/customers', '/messages'] as const;

/** Whether a path is inside a place: `/flows/123` is in Flows, and only `/` itself is Home. */
export function isInside(path: string, href: string): boolean {
  return href === '/' ? path === '/' : path === href || path.startsWith(`${href}/`);
}
