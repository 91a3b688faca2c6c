/** A value and the place that gives it: `input model`, `gate file a.yml:3:5`, `capped by limits.deadline`. */
export interface SourcedValue {
  readonly value: string;
  readonly origin: string;
}

/** Where a value of the resolved configuration comes from, in words that a report may show. */
export interface ConfigurationOrigin extends SourcedValue {
  /** Key of the setting in the gate file, also where an input gives it: `release.model`, `timeouts.attempt`, `fail-on`. */
  readonly name: string;
  /** What other places give and this one wins over; empty: nothing. */
  readonly overruled: readonly SourcedValue[];
}
