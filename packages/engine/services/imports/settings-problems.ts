import { FIELDS, PROPERTY, STATE_OF, type ImportKind, type ImportSettings } from '@millrace/run/imports';
import { listed } from '@millrace/base/words';
import { NAMED_TRAITS } from '@millrace/run/parsing';

/** What has to be settled before a file can be read, as sentences for the marketer. */
export function settingsProblems(kind: ImportKind, settings: ImportSettings): string[] {
  const fields = FIELDS[kind].map(({ id }) => id);
  const has = (field: string) => settings.columns.some((column) => column.field === field);
  const problems: string[] = [];
  const unknown = settings.columns.filter(
    ({ field }) => field !== null && field !== PROPERTY && !fields.includes(field),
  );
  if (unknown.length > 0)
    problems.push(`There is no field called ${listed(unknown.map(({ field }) => String(field)))}.`);
  const twice = fields.filter(
    (field) => settings.columns.filter((column) => column.field === field).length > 1,
  );
  if (twice.length > 0) problems.push(`Two columns cannot be the same field: ${listed(twice)}.`);
  problems.push(...propertyProblems(settings));
  if (kind === 'orders') return [...problems, ...orderProblems(has)];
  if (!has('email') && !has('phone') && !has('external-id'))
    problems.push('Choose the column with the e-mail address, the phone number or the customer number.');
  if (kind === 'consent') problems.push(...consentProblems(settings, has));
  return problems;
}

function propertyProblems({ columns }: ImportSettings): string[] {
  const names = columns.filter(({ field }) => field === PROPERTY).map(({ name }) => name.trim());
  const problems: string[] = [];
  if (names.includes('')) problems.push('Give every property a name.');
  const reserved = names.filter((name) => NAMED_TRAITS.has(name));
  if (reserved.length > 0)
    problems.push(`A property cannot be called ${listed(reserved)}: choose the field, or another name.`);
  const twice = [...new Set(names.filter((name, at) => name !== '' && names.indexOf(name) !== at))];
  if (twice.length > 0) problems.push(`Two columns cannot be the same property: ${listed(twice)}.`);
  return problems;
}

function consentProblems(settings: ImportSettings, has: (field: string) => boolean): string[] {
  const problems: string[] = [];
  const saysState = has('state') || settings.columns.some(({ field }) => field?.startsWith(STATE_OF));
  if (!saysState && settings.consentState === null)
    problems.push('Choose the column that says whether they agreed, or say it for everybody in the file.');
  const namesChannel = has('channel') || settings.columns.some(({ field }) => field?.startsWith(STATE_OF));
  if (!namesChannel && settings.consentChannel === null)
    problems.push('Choose the channel that they agreed to.');
  if (settings.consentState === 'unsubscribed' && !saysState) return problems;
  if (!has('source') && settings.consentSource === '')
    problems.push('Say where and how these people agreed.');
  if (!has('at') && settings.consentAt === null) problems.push('Say when these people agreed.');
  return problems;
}

function orderProblems(has: (field: string) => boolean): string[] {
  const problems: string[] = [];
  if (!has('order-id') && !has('order-number'))
    problems.push('Choose the column with the order id or the order number.');
  if (!has('placed-at')) problems.push('Choose the column with the date of the order.');
  const hasItems = has('line-price') && (has('line-sku') || has('line-title'));
  if (!has('total') && !hasItems)
    problems.push('Choose the column with the total, or the columns of the items.');
  return problems;
}
