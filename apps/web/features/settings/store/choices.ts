const names = new Intl.DisplayNames('en', { type: 'currency', fallback: 'code' });

/** Every currency there is, by its code and its name. */
export const CURRENCIES = Intl.supportedValuesOf('currency').map((code) => ({ value: code, label: `${code} · ${names.of(code) ?? code}` }));

/** Every time zone there is, by place; UTC is missing in some lists. */
export const ZONES = [...new Set(['UTC', ...Intl.supportedValuesOf('timeZone')])].map((zone) => ({
  value: zone,
  label: zone.replaceAll('_', ' '),
}));
