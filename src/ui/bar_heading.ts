/** What the header of a bar says of the view it shows. It lies below the workbench, so that a feature's state can hold it. */
/** A button in the header of a bar: `label` is the sign on it, `title` what it says. */
export interface BarAction {
  readonly label: string;
  readonly title: string;
  /** The command it runs. */
  readonly id: string;
  readonly arg?: unknown;
}
/** What the header says of a view: alone in its bar `title` is strong and `detail` stands behind it. */
export interface BarHeading {
  readonly title: string;
  readonly detail?: string;
  readonly actions?: readonly BarAction[];
}
