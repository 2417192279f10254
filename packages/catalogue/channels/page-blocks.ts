import { z } from 'zod';

/**
 * Marked text: an empty line between paragraphs, `**bold**`, `*italic*`, `[words](link)`, lists with `- `;
 * placeholders anywhere. No HTML.
 */
const markedText = (title: string, description: string) =>
  z.string().max(20_000).default('').meta({ title, description, control: 'marked-text' });
const shortText = (title: string, description: string, maximum = 200) =>
  z.string().max(maximum).default('').meta({ title, description, control: 'template-text' });
const link = (title: string, description: string) =>
  z.string().max(2_000).default('').meta({ title, description, control: 'template-link' });
const align = z.enum(['left', 'center']).default('left').meta({ title: 'Alignment', control: 'choice' });
/** Set by the editor, so that a block keeps its place and focus while it is moved. */
const id = z.string().max(64).optional();

export const headingBlockSchema = z
  .strictObject({
    type: z.literal('heading'),
    id,
    text: shortText('Heading', 'The first thing read in the body.'),
    size: z.enum(['large', 'medium']).default('large').meta({ title: 'Size', control: 'choice' }),
    align,
  })
  .meta({ title: 'Heading', description: 'A line in large type.', icon: 'text' });

export const textBlockSchema = z
  .strictObject({
    type: z.literal('text'),
    id,
    text: markedText(
      'Text',
      'Leave an empty line between paragraphs. **bold**, *italic*, [words](link) and lists with "- " work.',
    ),
    align,
  })
  .meta({ title: 'Text', description: 'One or more paragraphs.', icon: 'text' });

export const imageBlockSchema = z
  .strictObject({
    type: z.literal('image'),
    id,
    url: link('Picture', 'Address of the picture, beginning with https://.'),
    alt: shortText('Description', 'Read aloud, and shown while pictures are off.'),
    link: link('Link', 'Where a click on the picture leads. May stay empty.'),
    width: z
      .int()
      .min(40)
      .max(600)
      .default(600)
      .meta({ title: 'Width', description: 'On a desktop, at most 600.', control: 'number', unit: 'pixels' }),
  })
  .meta({ title: 'Picture', description: 'One picture over the full width.', icon: 'image' });

export const buttonBlockSchema = z
  .strictObject({
    type: z.literal('button'),
    id,
    label: shortText('Label', 'What a click does, in two or three words.', 80),
    link: link('Link', 'Such as {{ cart.recoveryUrl }} to bring back the cart.'),
    align: z.enum(['left', 'center']).default('center').meta({ title: 'Alignment', control: 'choice' }),
  })
  .meta({ title: 'Button', description: 'The one thing to do next.', icon: 'button' });

export const cartBlockSchema = z
  .strictObject({
    type: z.literal('cart'),
    id,
    showPrices: z.boolean().default(true).meta({ title: 'Show prices', control: 'switch' }),
    showTotal: z.boolean().default(true).meta({ title: 'Show the total', control: 'switch' }),
    maximum: z.int().min(1).max(20).default(5).meta({
      title: 'Products shown at most',
      description: 'Further ones are summed up in one line.',
      control: 'number',
      unit: 'products',
    }),
  })
  .meta({
    title: 'Products of the cart',
    description: 'What the customer left behind, with picture and price. Left out when there is no cart.',
    icon: 'cart',
  });

export const orderBlockSchema = z
  .strictObject({
    type: z.literal('order'),
    id,
    showPrices: z.boolean().default(true).meta({ title: 'Show prices', control: 'switch' }),
    showTotal: z.boolean().default(true).meta({ title: 'Show the total', control: 'switch' }),
    maximum: z.int().min(1).max(20).default(5).meta({
      title: 'Products shown at most',
      description: 'Further ones are summed up in one line.',
      control: 'number',
      unit: 'products',
    }),
  })
  .meta({
    title: 'Products of the order',
    description: 'What the customer bought, with picture and price. Left out when there is no order.',
    icon: 'box',
  });

export const productBlockSchema = z
  .strictObject({
    type: z.literal('product'),
    id,
    showPrice: z.boolean().default(true).meta({ title: 'Show the price', control: 'switch' }),
  })
  .meta({
    title: 'Product',
    description:
      'The product that the flow is about: the one viewed, asked for or back in stock. Left out when there is none.',
    icon: 'tag',
  });

export const recommendationsBlockSchema = z
  .strictObject({
    type: z.literal('recommendations'),
    id,
    title: shortText('Title', 'A line above the products.'),
    count: z.int().min(1).max(6).default(3).meta({ title: 'Number of products', control: 'number' }),
    basis: z
      .enum(['bought-together', 'best-sellers', 'same-category', 'recently-viewed'])
      .default('bought-together')
      .meta({
        title: 'Chosen by',
        description: 'Only products in stock are shown.',
        control: 'choice',
        labels: {
          'bought-together': 'Often bought together',
          'best-sellers': 'Best sellers',
          'same-category': 'Same category',
          'recently-viewed': 'Viewed lately',
        },
      }),
  })
  .meta({
    title: 'Recommendations',
    description: 'Products this customer may want. Left out when there are none.',
    icon: 'spark',
  });

export const discountBlockSchema = z
  .strictObject({
    type: z.literal('discount'),
    id,
    title: shortText('Title', 'Such as "{{ discount.label }} for you".'),
    note: shortText('Note', 'Shown under the code. Expiry and minimum are added automatically.', 300),
  })
  .meta({
    title: 'Discount code',
    description: 'The code this customer was given, with its terms. Left out when there is none.',
    icon: 'ticket-percent',
  });

export const dividerBlockSchema = z
  .strictObject({ type: z.literal('divider'), id })
  .meta({ title: 'Line', description: 'A thin line between two parts.', icon: 'minus' });

export const spacerBlockSchema = z
  .strictObject({
    type: z.literal('spacer'),
    id,
    height: z.int().min(4).max(120).default(24).meta({ title: 'Height', control: 'number', unit: 'pixels' }),
  })
  .meta({ title: 'Space', description: 'Empty space.', icon: 'sort' });

export const footerBlockSchema = z
  .strictObject({
    type: z.literal('footer'),
    id,
    note: shortText('Note', 'Why the customer gets this, for example "You left a cart at our shop".', 300),
  })
  .meta({
    title: 'Footer',
    description: 'Shop name, postal address, unsubscribe and preferences. Added automatically when left out.',
    icon: 'info',
  });

export const surveyBlockSchema = z
  .strictObject({
    type: z.literal('survey'),
    id,
    question: shortText('Question', 'Such as "How likely are you to recommend us?".', 300),
    name: z.string().max(80).default('').meta({
      title: 'Name',
      description: 'What events and conditions call this question, such as "Delivery".',
      control: 'text',
    }),
    scale: z
      .enum(['score', 'stars', 'named'])
      .default('score')
      .meta({
        title: 'Answers',
        control: 'choice',
        labels: { score: 'A score from 0 to 10', stars: '1 to 5 stars', named: 'Answers of your own' },
      }),
    answers: z
      .array(z.strictObject({ id: z.string().min(1).max(40), label: z.string().max(75) }))
      .max(6)
      .default([
        { id: 'answer-1', label: 'Yes' },
        { id: 'answer-2', label: 'No' },
      ])
      .meta({
        title: 'Your answers',
        description: 'Two to six.',
        control: 'answers',
        onlyIf: { scale: 'named' },
      }),
    low: z
      .string()
      .max(60)
      .default('')
      .meta({
        title: 'Words at 0',
        description: 'Such as "Not likely".',
        control: 'text',
        onlyIf: { scale: 'score' },
      }),
    high: z
      .string()
      .max(60)
      .default('')
      .meta({
        title: 'Words at 10',
        description: 'Such as "Very likely".',
        control: 'text',
        onlyIf: { scale: 'score' },
      }),
    comment: z.boolean().default(true).meta({
      title: 'Ask for a comment',
      description: 'After the answer. People may leave it empty.',
      control: 'switch',
    }),
    thanks: z
      .string()
      .max(200)
      .default('')
      .meta({ title: 'Thanks', description: '"Thank you" when left empty.', control: 'text' }),
  })
  .meta({
    title: 'Survey question',
    description: 'One press in the e-mail answers it.',
    icon: 'star',
  });

export const emailBlockSchema = z.discriminatedUnion('type', [
  headingBlockSchema,
  textBlockSchema,
  imageBlockSchema,
  buttonBlockSchema,
  cartBlockSchema,
  orderBlockSchema,
  productBlockSchema,
  recommendationsBlockSchema,
  discountBlockSchema,
  surveyBlockSchema,
  dividerBlockSchema,
  spacerBlockSchema,
  footerBlockSchema,
]);
export type EmailBlock = z.output<typeof emailBlockSchema>;
