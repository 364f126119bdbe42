import type { Fields } from "../shape";
import { map, text } from "../shape";

/** Tags as most services take them: 50, keys to 128 and values to 256 characters. */
export const tags: Fields = {
  tags: map(text({ max: 256, source: "AWS tagging user guide: tag naming limits" }), {
    max: 50,
    source: "AWS tagging user guide: tag naming limits",
  }),
};

/** Input of every regional resource of the AWS provider 7. */
export const region: Fields = {
  region: text({
    matches: /^[a-z]{2}(-[a-z]+)+-\d$/,
    says: "a region's code, e.g. eu-central-1",
    source: "AWS general reference: service endpoints",
  }),
};
