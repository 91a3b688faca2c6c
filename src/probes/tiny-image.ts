/**
 * A 64 by 64 pixel PNG of one colour, 136 bytes, as a data URL. Not smaller: vision encoders work on patches of up to
 * 28 pixels and refuse images that are smaller than one.
 */
export const TINY_IMAGE =
  "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAEAAAABACAIAAAAlC+aJAAAAT0lEQVR42u3PQQkAAAgEsGtkNBubxQi+hcEKLNXzWgQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQELgvUEsFagxoY5QAAAABJRU5ErkJggg==";

/** Words by which an error names image input. */
// biome-ignore format: a list of words reads by lines
export const IMAGE_WORDS: readonly string[] = [
  "image", "Image", "vision", "Vision", "multimodal", "multi-modal", "modalit",
];
