import type { FormWords } from './settings.ts';

/** Where a form sends, and for what. */
export interface Sending {
  readonly base: string;
  visitor(): string | null;
  readonly product: string | null;
  readonly variant: string | null;
  readonly colour: string;
  readonly onColour: string;
}

/** Gives an element the colour of the store, unless its page has set another. */
export function inColour(host: HTMLElement, { colour, onColour }: Sending): void {
  const page = getComputedStyle(document.documentElement);
  if (page.getPropertyValue('--millrace-colour') !== '') return;
  host.style.setProperty('--millrace-colour', colour);
  host.style.setProperty('--millrace-on-colour', onColour);
}

const STYLE = `
*{box-sizing:border-box}form,p,h2{margin:0}form{--act:var(--millrace-colour,#1d1c1a);--on-act:var(--millrace-on-colour,#fff);--line:var(--millrace-line,#767676);display:grid;gap:12px;max-width:30rem;font-family:inherit}
h2{font-size:1.25em;line-height:1.25;text-wrap:balance}label.text{display:grid;gap:4px;font-weight:600}
input[type=email],input[type=text]{width:100%;min-height:44px;padding:0 12px;font:inherit;font-weight:400;color:inherit;background:transparent;border:1px solid var(--line);border-radius:8px}
label.box{display:flex;gap:10px;align-items:flex-start}label.box input{flex:none;width:20px;height:20px;margin:2px 0 0;accent-color:var(--act)}
small{font-size:.85em;line-height:1.45}button.send{min-height:44px;padding:0 20px;font:inherit;font-weight:600;color:var(--on-act);background:var(--act);border:0;border-radius:8px;cursor:pointer}
button[aria-disabled=true]{opacity:.6;cursor:default}:focus-visible{outline:2px solid currentColor;outline-offset:2px}.problem{font-weight:600}.away{position:absolute;left:-9999px}`;

let made = 0;

/** An element with text, which is never read as HTML. */
export function element<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  attributes: Readonly<Record<string, string>> = {},
  ...children: readonly (Node | string)[]
): HTMLElementTagNameMap[Name] {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
  node.append(...children);
  return node;
}

/** Draws the form where the styles of the page do not reach. @returns the id of its heading */
export function drawForm(place: ShadowRoot | HTMLElement, form: FormWords, sending: Sending) {
  made += 1;
  const id = (name: string) => `millrace-${made}-${name}`;
  const heading = element('h2', { id: id('heading') }, form.heading);
  const email = element('input', {
    type: 'email',
    name: 'email',
    required: '',
    autocomplete: 'email',
    id: id('email'),
  });
  const problem = element('p', { id: id('problem'), class: 'problem', role: 'alert' });
  const send = element('button', { class: 'send' }, form.button);
  const fields = element('form', { 'aria-labelledby': id('heading'), novalidate: '' }, heading);
  if (form.text) fields.append(element('p', {}, form.text));
  if (form.asksName)
    fields.append(
      element(
        'label',
        { class: 'text' },
        'First name',
        element('input', { type: 'text', name: 'firstName', autocomplete: 'given-name', maxlength: '120' }),
      ),
    );
  fields.append(
    element('label', { class: 'text' }, 'E-mail', email),
    // Programs fill in every field. People neither see this one nor reach it.
    element(
      'div',
      { class: 'away', 'aria-hidden': 'true' },
      element('input', { type: 'text', name: 'company', tabindex: '-1', autocomplete: 'off' }),
    ),
    form.kind === 'waitlist'
      ? element(
          'label',
          { class: 'box' },
          element('input', { type: 'checkbox', name: 'news', value: 'yes' }),
          element('small', {}, form.consentWords),
        )
      : element('small', {}, form.consentWords),
    problem,
    send,
  );
  const wrong = (sentence: string, isEmail: boolean) => {
    problem.textContent = sentence;
    if (!isEmail) return;
    email.setAttribute('aria-invalid', 'true');
    email.setAttribute('aria-describedby', problem.id);
    email.focus();
  };
  let busy = false;
  fields.addEventListener('submit', (event) => {
    event.preventDefault();
    if (busy) return;
    if (!email.checkValidity()) return wrong('Enter one e-mail address, such as ann@example.com.', true);
    busy = true;
    send.setAttribute('aria-disabled', 'true');
    problem.textContent = '';
    void submit(form, sending, new FormData(fields)).then((answer) => {
      busy = false;
      send.removeAttribute('aria-disabled');
      if (answer !== 'sent') return wrong(answer, answer.startsWith('Enter'));
      const thanks = element(
        'p',
        { role: 'status', tabindex: '-1' },
        `${form.thanks} `,
        'We have sent you an e-mail. Open its link to confirm.',
      );
      fields.replaceChildren(heading, thanks);
      thanks.focus();
    });
  });
  place.append(element('style', {}, STYLE), fields);
  return heading.id;
}

/** @returns `sent`, or a sentence that says what to do */
async function submit(form: FormWords, sending: Sending, data: FormData): Promise<string> {
  const body = new URLSearchParams();
  for (const [name, value] of data) if (typeof value === 'string') body.set(name, value);
  body.set('page', location.href);
  const visitor = sending.visitor();
  if (visitor) body.set('visitor', visitor);
  if (sending.product) body.set('product', sending.product);
  if (sending.variant) body.set('variant', sending.variant);
  try {
    const { status } = await fetch(`${sending.base}/forms/${form.id}`, {
      method: 'POST',
      body,
      headers: { Accept: 'application/json' },
      credentials: 'omit',
    });
    if (status < 300) return 'sent';
    if (status === 422) return 'Enter one e-mail address, such as ann@example.com.';
    if (status === 429) return 'Too many tries. Wait a minute and send it again.';
  } catch {
    // The sentence below says it.
  }
  return 'It could not be sent. Check your connection and send it again.';
}
