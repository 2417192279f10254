import { currencyName } from '@millrace/base/words';
/** All currencies the browser knows, with code and name. */
export const CURRENCIES = Intl.supportedValuesOf('currency').map((code) => ({
  value: code,
  label: `${code} · ${currencyName(code)}`,
}));

/** All time zones the browser knows. UTC is added, since some browsers leave it out. */
export const ZONES = [...new Set(['UTC', ...Intl.supportedValuesOf('timeZone')])].map((zone) => ({
  value: zone,
  label: zone.replaceAll('_', ' '),
}));
