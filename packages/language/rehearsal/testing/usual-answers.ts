import { EVERY_HOUR_ALIKE, type Answers, type ChannelAnswers } from '../answers.ts';

/** Opened by half of the people, clicked by few. */
export const MAIL: ChannelAnswers = {
  opened: 0.45,
  clicked: 0.06,
  bought: 0.15,
  byHour: EVERY_HOUR_ALIKE,
  openAfter: { quarter: 20, half: 170, threeQuarters: 720, most: 4_320 },
  clickAfter: { quarter: 1, half: 3, threeQuarters: 15, most: 240 },
  buyAfter: { quarter: 8, half: 25, threeQuarters: 240, most: 2_880 },
};

/** Responses on two channels, one of which does not track opens. */
export const USUAL_ANSWERS: Answers = {
  email: MAIL,
  sms: {
    ...MAIL,
    opened: 0,
    clicked: 0.1,
    bought: 0.12,
    openAfter: { quarter: 1, half: 3, threeQuarters: 15, most: 120 },
    clickAfter: { quarter: 2, half: 8, threeQuarters: 60, most: 720 },
    buyAfter: { quarter: 8, half: 20, threeQuarters: 120, most: 1_440 },
  },
};
