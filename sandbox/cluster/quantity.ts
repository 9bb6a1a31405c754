import { invalid, record, type Cause } from "./kind";

const QUANTITY = /^[+-]?(\d+(\.\d*)?|\.\d+)(m|k|M|G|T|P|E|Ki|Mi|Gi|Ti|Pi|Ei|[eE][+-]?\d+)?$/;

/** What is no quantity, such as `500m` or `2Gi`, among the values of a field. @see Kubernetes, resource.Quantity */
export function quantityCauses(field: string, quantities: unknown): Cause[] {
  return Object.entries(record(quantities))
    .filter(([, value]) => !QUANTITY.test(String(value)))
    .map(([resource, value]) => invalid(`${field}[${resource}]`, value, "must be a quantity, such as '500m' or '2Gi'"));
}
