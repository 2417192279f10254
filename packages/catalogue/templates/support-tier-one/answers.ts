const HELLO = 'Hi {{ customer.firstName | default: "there" }},';
const ORDER = 'order {{ order.number | default: "of yours" }}';
const SIGNED = 'Warmly,\n{{ store.name }}';
const answer = (...paragraphs: readonly string[]) => [HELLO, ...paragraphs, SIGNED].join('\n\n');

export const onItsWay = answer(
  `I have looked up ${ORDER}: it was shipped and is with the carrier. The link to follow it is in the e-mail that we sent when it left. Tracking often stands still for a day or two between two depots.`,
  'If it does not move by the day after tomorrow, answer this message. Then I ask the carrier.',
);

export const notYetShipped = answer(
  `I have looked up ${ORDER}: it is paid and waiting to be packed, and has not left us yet. You get an e-mail with the link to follow it as soon as it does.`,
  'Does it have to be there by a certain day? Tell me which, and I look at what we can do.',
);

export const whichOrder = answer(
  'I would like to look it up for you, and cannot tell which order it is. Please send me its number. It stands in the subject of the e-mail that confirmed it.',
  'If you ordered with another address, that one helps too.',
);

export const comesBack = answer(
  `You can send ${ORDER} back. The label comes to you by a message of its own. Pack everything as it came, put the label over the old one, and keep the receipt.`,
  'Would you rather have another size, another colour or something else? Tell me what, and you get that instead of your money.',
);

export const wrongItem = answer(
  `I am sorry: what you got is not what you ordered with ${ORDER}. We send you the right one. Please answer with a photo of what came, so that we find out how it happened.`,
  'Keep the wrong one for now. You pay nothing for any of this.',
);

export const notThere = answer(
  `The carrier reports ${ORDER} as delivered, and it is not with you. I have asked them where they left it. Two things help in the meantime: a look at where they usually leave parcels, and a question to your neighbours.`,
  'You hear from me within one working day, whatever they say.',
);
