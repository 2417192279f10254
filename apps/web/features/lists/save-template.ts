/** The words of the dialog that saves a flow as a template. */
export const SAVE_TEMPLATE = {
  title: 'Save as a template',
  description: 'It appears in the gallery under Yours, with these steps and messages, for the whole team.',
  confirm: 'Save the template',
} as const;
