import { CHANNELS } from '@millrace/channels';

/** What a file can be. */
export const IMPORT_KINDS = ['customers', 'consent', 'orders'] as const;
export type ImportKind = (typeof IMPORT_KINDS)[number];

/** A field that a column can be. */
export interface ImportField {
  readonly id: string;
  readonly label: string;
  /** Headers that mean it, without capitals, spaces and signs. Those of the usual exports are among them. */
  readonly headers: readonly string[];
  readonly help?: string;
}

const field = (id: string, label: string, headers: readonly string[], help?: string): ImportField => ({
  id,
  label,
  headers,
  ...(help ? { help } : {}),
});

/** The prefix of fields with the state of consent for one channel. */
export const STATE_OF = 'state:';
/** The field of a column that is a property of the customer. */
export const PROPERTY = 'property';

const WHO = [
  field('email', 'E-mail', [
    'email',
    'emailaddress',
    'mail',
    'emailadresse',
    'customeremail',
    'billingemail',
    'contactemail',
  ]),
  field('phone', 'Phone', [
    'phone',
    'phonenumber',
    'mobile',
    'mobilephone',
    'telephone',
    'smsphonenumber',
    'customerphone',
    'defaultaddressphone',
    'telefon',
  ]),
];

const NUMBER = field(
  'external-id',
  'Customer number',
  ['customerid', 'externalid', 'customernumber', 'kundennummer', 'userid'],
  'The number of the customer in the system the file is from',
);

/** The fields of each kind of file, in the order in which they are offered. */
export const FIELDS: Readonly<Record<ImportKind, readonly ImportField[]>> = {
  customers: [
    ...WHO,
    field('first-name', 'First name', ['firstname', 'fname', 'givenname', 'vorname', 'billingfirstname']),
    field('last-name', 'Last name', [
      'lastname',
      'lname',
      'surname',
      'familyname',
      'nachname',
      'billinglastname',
    ]),
    field('country', 'Country', [
      'country',
      'countrycode',
      'defaultaddresscountrycode',
      'land',
      'cc',
      'billingcountry',
    ]),
    field('city', 'City', ['city', 'town', 'defaultaddresscity', 'stadt', 'ort', 'billingcity']),
    field('zone', 'Time zone', ['timezone', 'zone', 'tz']),
    field('language', 'Language', ['language', 'locale', 'lang', 'sprache']),
    field('tags', 'Tags', ['tags', 'tag', 'labels'], 'Several in one cell, with commas between them'),
    NUMBER,
  ],
  consent: [
    ...WHO,
    field('channel', 'Channel', ['channel', 'kanal']),
    field('state', 'Consent', ['consent', 'state', 'status', 'subscribed', 'optedin', 'subscription']),
    ...CHANNELS.map(({ id, title, address }) =>
      field(
        STATE_OF + id,
        `Consent: ${title}`,
        address === 'email'
          ? [
              'acceptsemailmarketing',
              'acceptsmarketing',
              'emailmarketingconsent',
              'emailconsent',
              'emailmarketingstatus',
            ]
          : ['acceptssmsmarketing', 'smsmarketingconsent', 'smsconsent', 'smsmarketingstatus'],
      ),
    ),
    field('at', 'Date of consent', [
      'consentdate',
      'consentat',
      'optintime',
      'emailmarketingconsenttimestamp',
      'smsmarketingconsenttimestamp',
      'subscribedat',
      'unsubtime',
      'date',
    ]),
    field('source', 'Where they agreed', ['consentsource', 'source', 'optinsource', 'method']),
    field(
      'double',
      'Confirmed (double opt-in)',
      ['doubleoptin', 'confirmed', 'confirmtime', 'optin'],
      'Yes, or the date of the confirmation',
    ),
    NUMBER,
  ],
  orders: [
    field(
      'order-id',
      'Order id',
      ['orderid', 'id'],
      'The id that the shop knows it by. Rows with the same id or number are one order',
    ),
    field('order-number', 'Order number', ['name', 'ordernumber', 'order', 'bestellnummer', 'number']),
    ...WHO,
    field('placed-at', 'Date of the order', [
      'createdat',
      'orderdate',
      'placedat',
      'datecreated',
      'date',
      'bestelldatum',
    ]),
    field('total', 'Total', ['total', 'ordertotal', 'totalprice', 'amount', 'gesamtbetrag', 'summe']),
    field('currency', 'Currency', ['currency', 'ordercurrency', 'currencycode']),
    field('status', 'Status', ['financialstatus', 'orderstatus', 'status']),
    field('cancelled-at', 'Cancelled on', ['cancelledat', 'canceledat']),
    field('refunded', 'Amount refunded', ['refundedamount', 'amountrefunded', 'refund', 'totalrefunded']),
    field('discount', 'Discount', ['discountamount', 'discount', 'cartdiscountamount', 'totaldiscount']),
    field('shipping', 'Shipping', ['shipping', 'ordershippingamount', 'shippingtotal']),
    field('tax', 'Tax', ['taxes', 'tax', 'ordertotaltaxamount', 'totaltax', 'taxtotal']),
    field('line-sku', 'Item: SKU or product number', ['lineitemsku', 'sku', 'itemsku', 'productid']),
    field('line-title', 'Item: name', ['lineitemname', 'itemname', 'product', 'productname', 'title']),
    field('line-quantity', 'Item: quantity', ['lineitemquantity', 'quantity', 'qty', 'itemquantity']),
    field('line-price', 'Item: price of one', [
      'lineitemprice',
      'price',
      'unitprice',
      'itemprice',
      'itemcost',
    ]),
    NUMBER,
  ],
};

/** A header as it is compared: without capitals, accents, spaces and signs. */
export const plainHeader = (header: string): string =>
  header
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '');
