/** What the gate compares: one named piece of work. The lists are in stages_*.ts, all of them in stages.ts. */

export interface Stage {
  readonly name: string;
  /** Ready to be called thousands of times; nothing that grows, nothing from the clock or the network. */
  make(): () => void;
}
