/** The store's settings as the form holds them. */
export type StoreValues = Readonly<Record<string, unknown>>;

/** Kept with the workspace itself; everything else is a setting. */
const OF_WORKSPACE = ['name', 'currency', 'zone', 'url'] as const;

/** What the server is told: the workspace's own fields beside its settings. `demo` is not a person's to change. */
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
  // Emptied on purpose: a store without a threshold ships nothing for free.
  return { ...own, settings: { ...settings, freeShippingFrom: settings['freeShippingFrom'] ?? null } };
}
