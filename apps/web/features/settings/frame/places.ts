interface Place {
  readonly href: string;
  readonly title: string;
  readonly icon: string;
  readonly about: string;
  /** The permission needed to see it. */
  readonly needs?: string;
}

/** The places inside settings, in the order of their list. */
export const SETTINGS_PLACES: readonly Place[] = [
  { href: '/settings/store', title: 'Store', icon: 'store', about: 'Name, money and brand' },
  {
    href: '/settings/brand',
    title: 'Brand',
    icon: 'megaphone',
    about: 'How you write, and what texts may say',
  },
  {
    href: '/settings/connections',
    title: 'Connections',
    icon: 'plug',
    about: 'Where events come from and messages go',
  },
  {
    href: '/settings/storefront',
    title: 'Storefront',
    icon: 'bag',
    about: 'The line for the pages of your shop, and its forms',
  },
  {
    href: '/settings/returns',
    title: 'Return policy',
    icon: 'return',
    about: 'What customers can send back, and the returns page',
  },
  {
    href: '/settings/guardrails',
    title: 'Guardrails',
    icon: 'shield',
    about: 'When messages are held or not sent, and the emergency stop',
  },
  { href: '/settings/models', title: 'Models', icon: 'brain', about: 'How good the predictions are' },
  { href: '/settings/team', title: 'Team', icon: 'team', about: 'Who may do what' },
  {
    href: '/settings/privacy',
    title: 'Privacy',
    icon: 'user-x',
    about: 'Requests of customers about their data',
  },
  { href: '/settings/keys', title: 'API keys', icon: 'key', about: 'For other systems' },
  {
    href: '/settings/audit',
    title: 'Audit log',
    icon: 'history',
    about: 'Who changed what, and when',
    needs: 'audit:read',
  },
  { href: '/settings/health', title: 'System health', icon: 'pulse', about: 'Whether every part works' },
];
