/** A change of whether the person is on a list. */
export interface ListChange {
  readonly do: 'put-on' | 'take-off';
  /** Id of the list. */
  readonly list: string;
}
