import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkClaims, type ClaimQuestion, type ClaimRules, type NamedFact } from './check-claims.ts';
import { CLAIM_LANGUAGES, REGULATED_CATEGORIES } from './index.ts';
import { valueKey } from './numbers.ts';

const RULES: ClaimRules = { forbidden: [], avoided: [], claims: [], categories: [] };
const FACTS: readonly NamedFact[] = [
  { name: 'First name', path: 'customer.firstName' },
  { name: 'First product in the cart', path: 'cart.firstTitle' },
];
const ask = (change: Partial<ClaimQuestion> = {}): ClaimQuestion => ({
  facts: FACTS,
  language: 'en',
  links: [],
  onlyPlaceholdersOfFacts: true,
  ...change,
});
/** `rule: words` of each finding. */
const look = (text: string, rules: Partial<ClaimRules> = {}, question: Partial<ClaimQuestion> = {}) =>
  checkClaims(text, { ...RULES, ...rules }, ask(question)).map(({ rule, words }) => `${rule}: ${words}`);
const said = (says: string): Partial<ClaimQuestion> => ({ facts: [...FACTS, { name: 'Said', says }] });

test('a plain text with its facts passes', () => {
  expect(
    look(
      'Hi {{ customer.firstName | default: "there" }}, your {{ cart.firstTitle }} is still in your cart. Have a look when you like.',
    ),
  ).toEqual([]);
});

describe('forbidden phrases', () => {
  test.each([
    ['We GUARANTEE it', 'GUARANTEE'],
    ['we guar­antee it', 'guarantee'],
    ['we gua\u200brantee it', 'guarantee'],
    ['we **guar**antee it', 'guarantee'],
    ['we ｇｕａｒａｎｔｅｅ it', 'guarantee'],
    ['{{ customer.firstName | default: "we guarantee" }}', 'guarantee'],
  ])('are found in %s', (text, words) => {
    expect(look(text, { forbidden: ['guarantee'] })).toContain(`forbidden: ${words}`);
  });

  test('are whole words, with any ending if they end so, and hyphens make no difference', () => {
    expect(look('A curious story', { forbidden: ['cur'] })).toEqual([]);
    expect(look('A curious story', { forbidden: ['cur*'] })).toEqual(['forbidden: curious']);
    for (const text of ['anti-ageing', 'anti ageing', 'antiageing', 'ANTI\nAGEING'])
      expect(look(text, { forbidden: ['anti-ageing'] })).toHaveLength(1);
  });

  test('are forbidden even inside an approved claim', () => {
    expect(look('Our best soap', { forbidden: ['best'], claims: ['our best soap'] })).toEqual([
      'forbidden: best',
    ]);
  });

  test('whatever they are, they are found between any words, in any case', () => {
    const word = fc.stringMatching(/^[a-zäöüéñ]{2,9}$/);
    fc.assert(
      fc.property(
        fc.array(word, { minLength: 1, maxLength: 3 }),
        word,
        word,
        fc.boolean(),
        (words, before, after, isLoud) => {
          const phrase = words.join(' ');
          const inText = isLoud ? phrase.toUpperCase() : phrase;
          const found = checkClaims(
            `${before}, ${inText}! ${after}`,
            { ...RULES, forbidden: [phrase] },
            ask({ language: null }),
          );
          expect(found.filter(({ rule }) => rule === 'forbidden').length).toBeGreaterThan(0);
        },
      ),
    );
  });
});

describe('numbers', () => {
  test.each([
    ['Take 10% off', '10% off until Sunday'],
    ['Take 10 percent off', 'You give 10 % off'],
    ['Take ten per cent off', '10% off'],
    ['It costs $19.90', 'The price is 19.9 USD'],
    ['It costs €1,204', 'A discount of 1204 euros'],
    ['Back on 24 December', 'It is back on Dec 24th'],
    ['Wait two days', 'It takes 2 days'],
    ['It costs $80.00.', 'Price: $80.00'],
    ['It costs €19.05. Really.', 'Price: €19.05'],
    ['From 24.12. on', 'Closed from 24.12.'],
  ])('“%s” passes if a fact says “%s”', (text, fact) => {
    expect(look(text, {}, said(fact)).filter((one) => /^(number|date)/.test(one))).toEqual([]);
  });

  test.each([
    ['Take 15% off', '10% off', 'discount|number', '15%'],
    ['Take 10 off your cart', '10% off', 'number', '10'],
    ['It costs €19', 'It costs $19', 'number', '€19'],
    ['Over 3 000 customers', '', 'number', '3 000'],
    ['Only on Sunday', 'Only on Monday', 'date', 'Sunday'],
    ['Until tomorrow', '', 'date', 'tomorrow'],
    ['Until 12/24', '', 'date', '12/24'],
    ['At 10:30', '', 'date', '10:30'],
    ['Take twenty percent', '10%', 'number', 'twenty percent'],
  ])('“%s” is found if a fact says “%s”', (text, fact, rule, words) => {
    expect(
      look(text, {}, said(fact)).some((one) => new RegExp(`^(${rule}): `).test(one) && one.includes(words)),
    ).toBe(true);
  });

  test('hidden in a placeholder are found too', () => {
    expect(look('{{ "50% off" }}').join()).toContain('50%');
    expect(look('Hi {{ customer.firstName | append: ", save 20 euros" }}').join()).toContain('20 euros');
  });

  test('are one number in all spellings', () => {
    expect(['1,204.50', '1.204,5', "1'204.50", '1204.5', '01204.50'].map(valueKey)).toEqual(
      Array(5).fill('1204.5'),
    );
  });

  test('of the facts never are a finding, and others always are', () => {
    const number = fc.integer({ min: 2, max: 99_999 });
    fc.assert(
      fc.property(number, number, fc.constantFrom('%', ' €', ' days'), (fact, other, unit) => {
        const rulesOf = (value: number) =>
          checkClaims(`It is ${value}${unit} now`, RULES, ask(said(`It is ${fact}${unit}`))).map(
            ({ rule }) => rule,
          );
        expect(rulesOf(fact)).not.toContain('number');
        if (other !== fact) expect(rulesOf(other)).toContain('number');
      }),
    );
  });
});

describe('pressure', () => {
  test.each([
    ['Hurry, your cart waits', 'urgency: Hurry'],
    ["Don't miss it", "urgency: Don't miss"],
    ['Only 3 left in stock', 'scarcity: Only 3 left'],
    ['While stocks last', 'scarcity: While stocks last'],
    ['For a limited time', 'deadline: limited time'],
    ['Free shipping on your cart', 'shipping: Free shipping'],
    ['A discount for you', 'discount: discount'],
  ])('without a fact is found: %s', (text, finding) => {
    expect(look(text)).toEqual([finding]);
  });

  const withStock: Partial<ClaimQuestion> = {
    facts: [
      { name: 'Units in stock', path: 'product.stock', backs: ['scarcity'] },
      { name: 'Date the discount ends', path: 'discount.expiresAt', backs: ['deadline', 'discount'] },
    ],
  };
  test('is allowed where the sentence shows what is short', () => {
    expect(look('Only {{ product.stock }} left. Have a look.', {}, withStock)).toEqual([]);
    expect(look('Your discount ends on {{ discount.expiresAt | date: "long" }}.', {}, withStock)).toEqual([]);
    expect(look('There are {{ product.stock }} of it. Almost gone!', {}, withStock)).toEqual([
      'scarcity: Almost gone',
    ]);
  });

  test('is allowed by a fact that says so', () => {
    expect(
      look('Last chance: free shipping until Sunday', {}, said('Free shipping ends on Sunday, limited time')),
    ).toEqual([]);
  });
});

describe('claims', () => {
  test.each([
    ['The best soap of all', 'superlative: best'],
    ['We guarantee that you sleep', 'guarantee: guarantee'],
    ['It heals dry skin', 'health: heals'],
    ['A passive income for you', 'finance: passive income'],
  ])('that nobody approved are found: %s', (text, finding) => {
    expect(look(text)).toEqual([finding]);
  });

  test('that were approved pass word for word, and not in part', () => {
    const rules = { claims: ['30-day money-back guarantee'] };
    expect(look('With our 30-day money-back guarantee.', rules)).toEqual([]);
    expect(look('With our 60-day money-back guarantee.', rules)).not.toEqual([]);
    expect(look('We guarantee it.', rules)).toEqual(['guarantee: guarantee']);
  });

  test('of the categories of the store are found only where it sells them', () => {
    const text = 'It smooths wrinkles';
    expect(look(text)).toEqual([]);
    expect(look(text, { categories: ['cosmetics'] })).toEqual(['regulated: wrinkles']);
  });

  test('what only looks like one passes', () => {
    expect(look('Best wishes from the mill')).toEqual([]);
    expect(look('Beste Grüße und bis bald', {}, { language: 'de' })).toEqual([]);
  });
});

describe('in other languages', () => {
  test.each([
    ['de', 'Nur noch 3 Stück auf Lager', 'scarcity: Nur noch 3 Stück auf'],
    ['de', 'Letzte Chance für dich', 'urgency: Letzte Chance'],
    ['de', 'Mit Geld-zurück-Garantie', 'guarantee: Geld-zurück-Garantie'],
    ['de', 'Versandkostenfrei zu dir', 'shipping: Versandkostenfrei'],
    ['de', 'Bis Sonntag für dich', 'date: Sonntag'],
    ['de', 'Zehn Prozent für dich', 'number: Zehn Prozent'],
    ['de', 'Last chance für dich', 'urgency: Last chance'],
    ['fr', 'Dernière chance pour vous', 'urgency: Dernière chance'],
    ['fr', 'Livraison offerte chez vous', 'shipping: Livraison offerte'],
    ['fr', 'Jusqu’au 24 décembre', 'date: 24 décembre'],
    ['fr', 'Satisfait ou remboursé', 'guarantee: Satisfait ou remboursé'],
    ['es', 'Última oportunidad para ti', 'urgency: Última oportunidad'],
    ['es', 'Envío gratis a tu casa', 'shipping: Envío gratis'],
    ['es', 'Quedan 3 unidades', 'scarcity: Quedan 3 unidades'],
    ['es', 'El 24 de diciembre', 'date: 24 de diciembre'],
  ])('%s: %s', (language, text, finding) => {
    expect(look(text, {}, { language })).toContain(finding);
  });

  test('each language has every list, in lower case, and its phrases are found by it', () => {
    for (const language of Object.values(CLAIM_LANGUAGES)) {
      expect(language.months).toHaveLength(12);
      expect(Object.keys(language.categories).toSorted()).toEqual([...REGULATED_CATEGORIES].toSorted());
      for (const list of [
        'deadline',
        'scarcity',
        'urgency',
        'shipping',
        'discount',
        'superlative',
        'guarantee',
        'health',
        'finance',
      ] as const)
        for (const phrase of language[list]) {
          expect(phrase).toBe(phrase.toLowerCase());
          const text = phrase
            .split(' ')
            .map((token) =>
              token
                .replace(/\?$/, '')
                .split('|')[0]!
                .replace(/\*$/, '')
                .replace(/^#$/, '3')
                .replace(/^~$/, 'xyz'),
            )
            .join(' ');
          const found = checkClaims(text, RULES, ask({ language: language.id, facts: [] }));
          expect([language.id, list, phrase, found.length > 0]).toEqual([language.id, list, phrase, true]);
        }
    }
  });
});

describe('links, placeholders and the language', () => {
  test('a link that the message does not have is found', () => {
    expect(look('See [it](https://evil.example/x) or www.other.example.')).toEqual([
      'link: https://evil.example/x',
      'link: www.other.example',
    ]);
    const links = ['https://shop.example/'];
    expect(
      look(
        'See [it](https://shop.example) or [it]({{ store.url }})',
        {},
        { links, onlyPlaceholdersOfFacts: false },
      ),
    ).toEqual([]);
  });

  test('a placeholder that is no fact is found, also in a condition', () => {
    expect(look('{{ customer.birthday }} {% if customer.rich %}x{% endif %}')).toEqual([
      'placeholder: {{ customer.birthday }}',
      'placeholder: {{ customer.rich }}',
    ]);
    expect(look('{{ customer.birthday }}', {}, { onlyPlaceholdersOfFacts: false })).toEqual([]);
  });

  test.each(['Hi [Name]', 'Hi {name}', 'Hi *|FNAME|*', 'Hi %FIRSTNAME%', 'Hi <Name>', 'Hi XXX'])(
    'a placeholder of another program is found: %s',
    (text) => expect(look(text)).toEqual([`placeholder: ${text.slice(3)}`]),
  );

  test('another language than asked is found, once there are words enough', () => {
    expect(
      look('Dein Warenkorb ist noch da und wir haben ihn für dich auf der Seite', {}, { language: 'en' })[0],
    ).toMatch(/^language: /);
    expect(look('Dein Warenkorb', {}, { language: 'en' })).toEqual([]);
    expect(
      look('Your cart is still here and we have it for you on the page', {}, { language: 'de' })[0],
    ).toMatch(/^language: /);
    expect(
      look('Your cart is still here and we have it for you on the page', {}, { language: 'pl' })[0],
    ).toMatch(/^language: /);
  });
});

test('whatever the text, it is read in a moment, and findings have words and sentences', () => {
  const piece = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 60 }),
    fc.constantFrom(
      '{{',
      '}}',
      '{%',
      '%}',
      '[',
      '](',
      ')',
      '* ',
      '10 %',
      ' bis ',
      'only ',
      ' left',
      '\n',
      '"',
    ),
  );
  fc.assert(
    fc.property(
      fc.array(piece, { maxLength: 30 }),
      fc.constantFrom('en', 'de', 'fr', 'es', 'pl', null),
      (pieces, language) => {
        const rules = { ...RULES, forbidden: ['best', '*', ''], categories: [...REGULATED_CATEGORIES] };
        for (const { words, why, next } of checkClaims(pieces.join(''), rules, ask({ language }))) {
          expect(words.trim()).not.toBe('');
          expect(why).toMatch(/\.$/);
          expect(next).toMatch(/\.$/);
        }
      },
    ),
  );
});

test.each([
  ['only '.repeat(9_000)],
  [`${'a '.repeat(20_000)}left`],
  ['1.'.repeat(20_000)],
  ['{{'.repeat(20_000)],
  ['[a]('.repeat(10_000)],
  [`"${"'".repeat(30_000)}`],
])('a long text made to be slow is read in time: %.12s', (text) => {
  const started = performance.now();
  checkClaims(text, { ...RULES, categories: [...REGULATED_CATEGORIES], forbidden: ['a a a left'] }, ask());
  expect(performance.now() - started).toBeLessThan(3_000);
});
