import { describe, expect, test } from 'vitest';
import fc from 'fast-check';
import { CLASS_IDS, type TicketClass } from './classes.ts';
import { classOfName } from './desk.ts';
import { wordsOf } from './read-text.ts';
import { ASSUMED_SHARES, expressionsIn, LANGUAGES, ruleShares } from './rule.ts';
import { scoreTicket } from './score.ts';
import { ticket } from './testing/ticket.ts';

const told = (text: string) => scoreTicket(ticket({ text }));

describe('by the rule', () => {
  test.each<[string, TicketClass]>([
    ['Where is my order?', 'where-is-order'],
    [
      'Hi, I have not received my order yet and it has been two weeks. When will it arrive?',
      'where-is-order',
    ],
    ['My parcel hasn’t arrived. Can you send me the tracking number?', 'where-is-order'],
    ['Tracking says delivered but it is not here, I asked the neighbours', 'not-received'],
    ['The parcel is marked as delivered and I never received it', 'not-received'],
    ['You sent me the wrong item', 'wrong-or-damaged'],
    ['The mug arrived broken, I would like to return it', 'wrong-or-damaged'],
    ['I got the wrong size, it is not what I ordered', 'wrong-or-damaged'],
    ['I would like to return it', 'return-or-exchange'],
    ['Can I exchange it for a bigger size? These are too small', 'return-or-exchange'],
    ['I was charged twice, please give me a refund', 'refund-or-payment'],
    ['When do I get my money back?', 'refund-or-payment'],
    ['Please cancel my order', 'change-or-cancel'],
    ['I entered the wrong address, can you change my address?', 'change-or-cancel'],
    ['Is the blue one back in stock soon?', 'product-question'],
    ['Which size should I take, do you have a size chart?', 'product-question'],
    ['This is unacceptable, I am very disappointed, the worst shop', 'complaint'],
    ['I am an influencer and would love a collaboration', 'something-else'],
    ['Wo ist meine Bestellung? Sie ist noch nicht angekommen.', 'where-is-order'],
    ['Laut Sendungsverfolgung als zugestellt, ich habe das Paket nie erhalten', 'not-received'],
    ['Falscher Artikel geliefert, und er ist kaputt', 'wrong-or-damaged'],
    ['Ich möchte die Schuhe zurückschicken, sie sind zu groß', 'return-or-exchange'],
    ['Bitte meine Bestellung stornieren', 'change-or-cancel'],
    ['Où est ma commande ? Je n’ai toujours pas reçu le colis', 'where-is-order'],
    ['Je souhaite retourner cet article', 'return-or-exchange'],
    ['Le vase est cassé, article endommagé', 'wrong-or-damaged'],
    ['¿Dónde está mi pedido? Todavía no llega', 'where-is-order'],
    ['Quiero cancelar mi pedido', 'change-or-cancel'],
  ])('“%s” is %s, and sure enough to go on', (text, is) => {
    const { chosen, confidence, record } = told(text);
    expect([chosen, confidence >= 0.7, record.by]).toEqual([is, true, 'rule']);
  });

  test.each([
    '',
    'Hello',
    'Thanks!',
    'Hej, kan ni hjälpa mig med min beställning?',
    '注文した商品はどこですか',
    'asdf qwer zxcv',
    '🙂🙂🙂',
    '12345 67890',
    'The colour and the card',
    '<p>&nbsp;</p>',
  ])('“%s” is not sure, and never more than the usual shares allow', (text) => {
    expect(told(text).confidence).toBeLessThan(0.7);
  });

  test('without a word the usual shares decide', () => {
    expect(ruleShares([]).map((share) => share.toFixed(9))).toEqual(
      ASSUMED_SHARES.map((share) => share.toFixed(9)),
    );
    expect(ASSUMED_SHARES.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 12);
  });

  test('no rule is surer than 0.95, whatever is written, and the shares add up', () => {
    const phrases = Object.values(LANGUAGES).flatMap((list) =>
      CLASS_IDS.flatMap((id) => [...(list[id]?.strong ?? []), ...(list[id]?.weak ?? [])]),
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.constantFrom(...phrases), fc.string()), { maxLength: 40 }), (said) => {
        const shares = ruleShares(expressionsIn(wordsOf(said.join(' '))));
        expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 9);
        expect(Math.max(...shares)).toBeLessThanOrEqual(0.95);
        expect(Math.min(...shares)).toBeGreaterThan(0);
      }),
    );
  });

  test.each(Object.entries(LANGUAGES))(
    'every expression of %s is found where it stands',
    (_name, phrases) => {
      for (const of of CLASS_IDS)
        for (const phrase of [...(phrases[of]?.strong ?? []), ...(phrases[of]?.weak ?? [])]) {
          const found = expressionsIn(wordsOf(`xx ${phrase.replaceAll('*', '')} yy`));
          expect([phrase, found.some((one) => one.of === of)]).toEqual([phrase, true]);
        }
    },
  );

  test('a word of an expression that is part of another word does not count', () => {
    expect(expressionsIn(wordsOf('The returnable cancelgate recommended'))).toEqual([]);
  });

  test('what is quoted from another mail does not count', () => {
    const mail =
      'Is the lamp back in stock?\n\nOn Mon, 5 Jan 2026 Ann wrote:\n> Where is my order? I want a refund';
    expect(told(mail).chosen).toBe('product-question');
    expect(wordsOf(mail).map(({ word }) => word)).not.toContain('refund');
    expect(wordsOf('Hi\n-----Original Message-----\nWhere is my order')).toHaveLength(1);
  });

  test('addresses, links, tags and the digits of numbers are not read', () => {
    expect(
      wordsOf('<b>Order</b> #4711 of ada@example.com, see https://shop.example/o/4711').map(
        ({ word }) => word,
      ),
    ).toEqual(['order', '0000', 'of', 'see']);
  });
});

describe('what the help desk says', () => {
  test.each([
    [
      'where-is-order',
      [
        'where-is-order',
        'order/status',
        'Order::Status',
        'WISMO',
        'Where is my order?',
        'where_is_my_order',
        'trackingQuestion',
        'Shipping',
      ],
    ],
    ['not-received', ['Delivered, not received', 'Missing parcel', 'order/missing', 'lost_in_transit']],
    ['wrong-or-damaged', ['order/damaged', 'Wrong item', 'order/wrong', 'defective', 'missing item']],
    ['return-or-exchange', ['return/request', 'Exchange', 'returns']],
    ['refund-or-payment', ['refund/request', 'Billing', 'payment_issue', 'discount/request']],
    [
      'change-or-cancel',
      ['order/cancel', 'order/change', 'Cancellation', 'Change of address', 'Wrong address'],
    ],
    ['product-question', ['product/question', 'Sizing', 'stock/request', 'Pre-sales product']],
    ['complaint', ['Complaint', 'feedback: negative feedback']],
    ['something-else', ['other', 'Something else', 'spam', 'Wholesale']],
  ] as const)('%s', (is, names) => {
    expect(names.map((name) => [name, classOfName(name)])).toEqual(names.map((name) => [name, is]));
  });
  test.each(['', 'vip', 'urgent', '::', 'Zebra', '🙂', 'automation-12'])(
    '“%s” is no class of ours',
    (name) => {
      expect(classOfName(name)).toBeNull();
    },
  );

  test('counts for nine tenths', () => {
    const said = scoreTicket(ticket({ text: 'hello', class: 'Missing parcel' }));
    expect([said.chosen, said.confidence > 0.9]).toEqual(['not-received', true]);
    expect(said.record.explanation).toContain('Your help desk says the same.');
    // A topic or an intent that is no class is passed over for one that is.
    expect(scoreTicket(ticket({ text: '', topic: 'vip', tags: ['vip', 'order/cancel'] })).chosen).toBe(
      'change-or-cancel',
    );
  });
});
