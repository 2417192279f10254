import {
  answerManyWork,
  answerWork,
  assignWork,
  chooseWorkMail,
  commentOnWork,
  countWork,
  getWork,
  listWork,
  listWorkTeam,
  readWorkMail,
} from '@millrace/services/work';
import { change, read } from '../adapt.ts';
import { router } from '../init.ts';

/** What flows ask people to decide or do. */
export const work = router({
  list: read(listWork),
  get: read(getWork),
  count: read(countWork),
  team: read(listWorkTeam),
  answer: change(answerWork),
  answerMany: change(answerManyWork),
  assign: change(assignWork),
  comment: change(commentOnWork),
  mail: read(readWorkMail),
  chooseMail: change(chooseWorkMail),
});
