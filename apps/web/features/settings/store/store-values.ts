/** The values of the store form. */
export type StoreValues = Readonly<Record<string, unknown>>;

/** Fields of the workspace. All others are settings. */
const OF_WORKSPACE = ['name', 'currency', 'zone', 'url'] as const;

/** The values as the server takes them: workspace fields apart from settings. `demo` is never sent, since no user may change it. */
export function changesOf(values: StoreValues): {
  name?: string;
  currency?: string;
  zone?: string;
  url?: string;
  settings: Record<string, unknown>;
} {
  const settings = Object.fromEntries(
    Object.entries(values).filter(
      ([name]) => name !== 'demo' && !(OF_WORKSPACE as readonly string[]).includes(name),
    ),
  );
  const own = Object.fromEntries(
    OF_WORKSPACE.flatMap((name) => (typeof values[name] === 'string' ? [[name, values[name]]] : [])),
  );
  // An emptied number is sent as null: the store then offers no free shipping, points do not expire, and lead times are not known.
  return {
    ...own,
    settings: {
      ...settings,
      freeShippingFrom: settings['freeShippingFrom'] ?? null,
      pointsExpireDays: settings['pointsExpireDays'] ?? null,
      leadDays: settings['leadDays'] ?? null,
      leadSpreadDays: settings['leadSpreadDays'] ?? null,
      orderLimit: settings['orderLimit'] ?? null,
    },
  };
}
