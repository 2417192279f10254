import { describe, expect, test } from 'vitest';
import { guessSettings } from './guess-settings.ts';
import type { ImportKind } from './import-kinds.ts';

const guess = (kind: ImportKind, text: string) =>
  guessSettings(kind, text, 'utf-8', { dateOrder: 'unknown' });
const fieldsOf = (kind: ImportKind, text: string) =>
  Object.fromEntries(
    guess(kind, text).columns.flatMap(({ field, name }, at) =>
      field === null
        ? []
        : [
            [
              text.split('\n')[0]?.split(',')[at]?.replaceAll('"', '') ?? '',
              field === 'property' ? `property ${name}` : field,
            ],
          ],
    ),
  );

// The names of columns in the usual exports; the rows are ours.
describe('columns are recognised in the exports of', () => {
  test('Shopify: customers, their consent, and orders', () => {
    const customers = `Customer ID,First Name,Last Name,Email,Accepts Email Marketing,Default Address City,Default Address Country Code,Default Address Phone,Phone,Accepts SMS Marketing,Total Spent,Tags
'123,Ann,Lee,ann@example.com,yes,Oslo,NO,,'+4791234567,no,12.00,"vip, new"
`;
    expect(fieldsOf('customers', customers)).toMatchObject({
      'Customer ID': 'external-id',
      'First Name': 'first-name',
      'Last Name': 'last-name',
      Email: 'email',
      'Default Address City': 'city',
      'Default Address Country Code': 'country',
      Tags: 'tags',
    });
    expect(fieldsOf('consent', customers)).toMatchObject({
      'Accepts Email Marketing': 'state:email',
      'Accepts SMS Marketing': 'state:sms',
    });
    const orders = `Name,Email,Financial Status,Currency,Shipping,Taxes,Total,Discount Amount,Created at,Lineitem quantity,Lineitem name,Lineitem price,Lineitem sku,Id,Cancelled at,Refunded Amount
#1,ann@example.com,paid,USD,0.00,0.00,9.00,0.00,2024-01-02 10:00:00 +0100,1,Cup,9.00,CUP,551,,0.00
`;
    expect(fieldsOf('orders', orders)).toEqual({
      Name: 'order-number',
      Email: 'email',
      'Financial Status': 'status',
      Currency: 'currency',
      Shipping: 'shipping',
      Taxes: 'tax',
      Total: 'total',
      'Discount Amount': 'discount',
      'Created at': 'placed-at',
      'Lineitem quantity': 'line-quantity',
      'Lineitem name': 'line-title',
      'Lineitem price': 'line-price',
      'Lineitem sku': 'line-sku',
      Id: 'order-id',
      'Cancelled at': 'cancelled-at',
      'Refunded Amount': 'refunded',
    });
  });

  test('Klaviyo: profiles and their consent', () => {
    const text = `Email,Klaviyo ID,First Name,Last Name,Phone Number,City,Country,Email Marketing Consent,Email Marketing Consent Timestamp,SMS Marketing Consent
ann@example.com,01ABC,Ann,Lee,+14155550101,Oslo,Norway,SUBSCRIBED,2024-01-02 10:00:00,NEVER_SUBSCRIBED
`;
    expect(fieldsOf('customers', text)).toMatchObject({
      Email: 'email',
      'Phone Number': 'phone',
      City: 'city',
      Country: 'country',
    });
    expect(fieldsOf('consent', text)).toMatchObject({
      'Email Marketing Consent': 'state:email',
      'Email Marketing Consent Timestamp': 'at',
      'SMS Marketing Consent': 'state:sms',
    });
  });

  test('Mailchimp: members', () => {
    const text = `"Email Address","First Name","Last Name",MEMBER_RATING,OPTIN_TIME,CONFIRM_TIME,CC,LAST_CHANGED,NOTES,TAGS
ann@example.com,Ann,Lee,2,"2024-01-02 10:00:00","2024-01-02 10:00:01",NO,"2024-01-03 10:00:00",,"""VIP"",""New"""
`;
    expect(fieldsOf('customers', text)).toMatchObject({
      'Email Address': 'email',
      'First Name': 'first-name',
      CC: 'country',
      TAGS: 'tags',
    });
    expect(fieldsOf('consent', text)).toMatchObject({
      'Email Address': 'email',
      OPTIN_TIME: 'at',
      CONFIRM_TIME: 'double',
    });
  });
});

test('how a file is written is recognised from its first rows', () => {
  expect(
    guess('orders', 'Bestellnummer;Summe;E-Mail\n1;1.234,50;ann@example.com\n2;9,90;bea@example.com\n'),
  ).toMatchObject({
    separator: ';',
    decimal: 'comma',
    header: true,
    columns: [{ field: 'order-number' }, { field: 'total' }, { field: 'email' }],
  });
  const bare = guess('customers', 'ann@example.com,Ann\nbea@example.com,Bea\n');
  expect(bare).toMatchObject({ header: false, columns: [{ field: 'email' }, { field: null }] });
});
