// What @slack/types 3.2.0 does not know yet: the chart, as docs.slack.dev describes it
// (https://docs.slack.dev/reference/block-kit/blocks/data-visualization-block).
import type { HomeView, KnownBlock, ModalView } from "@slack/types";

interface Point { label: string; value: number }
interface Series { name: string; data: Point[] }
interface Axis { categories: string[]; x_label?: string; y_label?: string }
interface Cartesian { type: "line" | "bar" | "area"; series: Series[]; axis_config: Axis }
interface Pie { type: "pie"; segments: Point[] }

export interface DataVisualizationBlock {
  type: "data_visualization";
  block_id?: string;
  title: string;
  chart: Cartesian | Pie;
}

// TypeScript checks an object literal against a union so loosely that a key of another member passes: each block is
// therefore checked against the one type that its own `type` names.
export type Shown = KnownBlock | DataVisualizationBlock;
export type BlockOf<T extends Shown["type"]> = Extract<Shown, { type: T }>;
export type ViewOf<T extends "home" | "modal"> = { home: HomeView; modal: ModalView }[T];
