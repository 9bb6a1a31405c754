export * from "./dialects";
export * from "./predefined";
export * from "./shape";
export * from "./spec";
