import { currencyName } from '@millrace/base/words';
/** Every currency there is, by its code and its name. */
export const CURRENCIES = Intl.supportedValuesOf('currency').map((code) => ({
  value: code,
  label: `${code} · ${currencyName(code)}`,
}));

/** Every time zone there is, by place; UTC is missing in some lists. */
export const ZONES = [...new Set(['UTC', ...Intl.supportedValuesOf('timeZone')])].map((zone) => ({
  value: zone,
  label: zone.replaceAll('_', ' '),
}));
