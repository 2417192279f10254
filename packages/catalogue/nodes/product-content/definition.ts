import { contentWork } from '@millrace/connectors/work';
import { PRODUCT_TEXTS } from '@millrace/connectors/acts';
import { defineNode } from '@millrace/flow';
import { z } from 'zod';
import { oneCall, outcomePorts } from '../acting.ts';
import { decisionsNamedIn, fieldProblem, textIn } from '../reading.ts';
import { reviewed } from '../reviewed.ts';

const MAY_HAVE = 'Empty: stays as it is. May have placeholders, such as {{ product.title }}.';

const config = z.strictObject({
  title: z.string().trim().max(1_000).default('').meta({
    title: 'Name',
    control: 'text',
    description: MAY_HAVE,
  }),
  description: z
    .string()
    .trim()
    .max(12_000)
    .default('')
    .meta({
      title: 'Description',
      control: 'textarea',
      description: `${MAY_HAVE} A blank line begins a paragraph; lines that begin with “- ” are a list.`,
    }),
  pageTitle: z
    .string()
    .trim()
    .max(1_000)
    .default('')
    .meta({
      title: 'Title for search engines',
      control: 'text',
      description: `${MAY_HAVE} At most ${PRODUCT_TEXTS.pageTitle} characters.`,
    }),
  metaDescription: z
    .string()
    .trim()
    .max(1_000)
    .default('')
    .meta({
      title: 'Description for search engines',
      control: 'textarea',
      description: `${MAY_HAVE} At most ${PRODUCT_TEXTS.metaDescription} characters.`,
    }),
});

/** Writes texts of the product in the store. */
export const productContent = reviewed(
  defineNode({
    kind: 'product-content',
    title: 'Product content',
    summary: 'Writes the name, description and search texts of the product, after a person has read them.',
    family: 'action',
    icon: 'document',
    subjects: ['product'],
    config,
    initial: { description: '' },
    example: {
      title: '{{ product.title }}, washed',
      description: 'Cool on warm days.\n\n- Woven in Portugal\n- Washed once',
      pageTitle: '{{ product.title }} for warm days',
      metaDescription: 'A shirt of washed linen, in five colours.',
    },
    versions: {},
    ports: () => outcomePorts('Published'),
    sentence(written) {
      const named = (['title', 'description', 'pageTitle', 'metaDescription'] as const).filter(
        (name) => textIn(written[name]) !== '',
      );
      const words = { title: 'name', description: 'description' } as const;
      const said = [
        ...new Set(named.map((name) => (name in words ? words[name as 'title'] : 'search texts'))),
      ];
      return said.length === 0
        ? 'Write the product: say what'
        : `Write the ${said.join(', ').replace(/, ([^,]*)$/, ' and $1')}`;
    },
    check: ({ title, description, pageTitle, metaDescription }) =>
      [title, description, pageTitle, metaDescription].every((text) => text === '')
        ? [fieldProblem('description', 'Write at least one of the texts.')]
        : [],
    uses: (written) =>
      decisionsNamedIn(
        [written.title, written.description, written.pageTitle, written.metaDescription].join(' '),
      ),
    ...oneCall(
      'write-product',
      ({ title, description, pageTitle, metaDescription }: z.output<typeof config>) => ({
        input: { title, description, pageTitle, metaDescription },
        sentence: 'Will write the texts of the product.',
      }),
    ),
  }),
  {
    work: contentWork,
    title: 'Read the texts of {{ product.title | default: "a product" }}',
    risk: 'What is approved is in the store at once, for everybody to read.',
    texts: [
      { name: 'title', label: 'Name', long: false, most: PRODUCT_TEXTS.title },
      { name: 'description', label: 'Description', long: true, most: PRODUCT_TEXTS.description },
      { name: 'pageTitle', label: 'Title for search engines', long: false, most: PRODUCT_TEXTS.pageTitle },
      {
        name: 'metaDescription',
        label: 'Description for search engines',
        long: true,
        most: PRODUCT_TEXTS.metaDescription,
      },
    ],
    usual: true,
    within: { amount: 3, unit: 'days' },
  },
);
