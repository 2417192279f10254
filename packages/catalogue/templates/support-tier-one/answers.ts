const HELLO = 'Hi {{ customer.firstName | default: "there" }},';
const ORDER = 'order {{ order.number | default: "of yours" }}';
const SIGNED = 'Warmly,\n{{ store.name }}';
const answer = (...paragraphs: readonly string[]) => [HELLO, ...paragraphs, SIGNED].join('\n\n');

/** By what is known of the order at the moment of the answer: on its way, not yet shipped, or unknown which. */
export const whereItIs = answer(
  `{% if order.fulfilment %}I have looked up ${ORDER}: it was shipped and is with the carrier. The link to follow it is in the e-mail that we sent when it left. Tracking often stands still for a day or two between two depots.{% elsif order.placedAt %}I have looked up ${ORDER}: it is with us, waiting to be packed, and has not left yet. You get an e-mail with the link to follow it as soon as it does.{% else %}I would like to look it up for you, and cannot tell which order it is. Please send me its number. It stands in the subject of the e-mail that confirmed it.{% endif %}`,
  '{% if order.fulfilment %}If it does not move by the day after tomorrow, answer this message. Then I ask the carrier.{% elsif order.placedAt %}Does it have to be there by a certain day? Tell me which, and I look at what we can do.{% else %}If you ordered with another address, that one helps too.{% endif %}',
);

export const comesBack = answer(
  `You can send ${ORDER} back. The label comes to you by a message of its own. Pack everything as it came, put the label over the old one, and keep the receipt.`,
  'Would you rather have another size, another colour or something else? Tell me what, and you get that instead of your money.',
);

export const putRight = answer(
  `I am sorry. Something went wrong with ${ORDER}, and one of us looks into it today: if you got something else, the right one comes to you at no cost; if it counts as delivered and is not there, we ask the carrier where they left it.`,
  'Two things help in the meantime: a photo of what came, or a look at where parcels are usually left and a question to your neighbours. You hear from me within one working day, whatever comes out.',
);
