import { fail, cutTo } from '@millrace/base';
import type { AnswerOfLink, AskedSurvey } from '@millrace/channels';
import { addUtm, type UtmTags } from './utm.ts';
import { wholeLink } from './whole-link.ts';

/** A link of a message as sent. */
export interface SentLink {
  /** Position in the message, from 0. */
  readonly index: number;
  /** The target, with its tags. */
  readonly url: string;
  /** The clicked text or thing. */
  readonly label: string;
  /** What following it answers. */
  readonly answer?: AnswerOfLink;
  /** The question, at the first of its answers. */
  readonly survey?: AskedSurvey;
}

/** A link that was left out, because a value in it was missing or it is not a usable address. */
export interface RefusedLink {
  readonly field: string;
  readonly sentence: string;
}

/** Millrace's own addresses in a message. */
export interface MessageAddresses {
  /**
   * Returns the tracked address of a link. Called once for each different link, never for unsubscribe and
   * preferences.
   */
  readonly addressOf?: ((url: string, index: number) => string) | undefined;
  /** Address of the picture that tracks opens. */
  readonly openUrl?: string | undefined;
}

interface Settings {
  readonly utm: UtmTags | null;
  /** Addresses that are neither tagged nor tracked: unsubscribe and preferences. */
  readonly untouched: readonly string[];
  readonly addressOf: MessageAddresses['addressOf'];
  /** Where links to answers lead while they are not tracked: a page that records nothing. */
  readonly answerUrl: string;
  /** Index of its first link. */
  readonly from: number;
}

/** Most different links of a message. Each needs a tracked address of its own. */
const MOST_LINKS = 200;
const MOST_REFUSED = 50;
const LONGEST_LABEL = 200;

/** Collects the links of one message: tags them, gives them tracked addresses, and records those left out. */
export class LinkBook {
  readonly links: SentLink[] = [];
  readonly refused: RefusedLink[] = [];
  private readonly hrefs = new Map<string, string>();
  private readonly settings: Settings;
  private readonly untouched: ReadonlySet<string>;

  constructor(settings: Settings) {
    this.settings = settings;
    // As they come out of a text: a host of another script is written otherwise there.
    this.untouched = new Set(settings.untouched.map((link) => wholeLink(link) ?? link));
  }

  /** Records that something was left out, and why. */
  leaveOut(field: string, sentence: string): void {
    if (this.refused.length < MOST_REFUSED) this.refused.push({ field, sentence });
  }

  /**
   * The address to put in the message for an evaluated link, or null when it is refused (and recorded).
   * @throws content-invalid when the message has more links than any message needs
   */
  add(evaluated: string, label: string, field: string): string | null {
    const link = wholeLink(evaluated);
    const words = cutTo(label, LONGEST_LABEL);
    if (link === null) {
      this.leaveOut(
        field,
        `The link “${words}” was left out: a value in it is missing, or it is not a web address.`,
      );
      return null;
    }
    if (this.untouched.has(link)) return link;
    const url = this.settings.utm ? addUtm(link, this.settings.utm) : link;
    const known = this.hrefs.get(url);
    if (known !== undefined) return known;
    const index = this.nextIndex();
    this.links.push({ index, url, label: words });
    const href = /^https?:/i.test(url) && this.settings.addressOf ? this.settings.addressOf(url, index) : url;
    this.hrefs.set(url, href);
    return href;
  }

  /**
   * Adds a question with a link for each of its answers.
   * @returns the address of each answer, in their order
   * @throws content-invalid when the message has more links than any message needs
   */
  addSurvey(survey: AskedSurvey): readonly string[] {
    const { answerUrl, addressOf } = this.settings;
    return survey.answers.map(({ value, label }, place) => {
      const index = this.nextIndex();
      const words = cutTo(`${survey.name}: ${label}`, LONGEST_LABEL);
      const answer = { block: survey.block, value };
      this.links.push({ index, url: answerUrl, label: words, answer, ...(place === 0 ? { survey } : {}) });
      return addressOf ? addressOf(answerUrl, index) : answerUrl;
    });
  }

  private nextIndex(): number {
    const index = this.settings.from + this.links.length;
    if (index >= MOST_LINKS)
      fail('content-invalid', { problem: `it has more than ${MOST_LINKS} different links` });
    return index;
  }
}
