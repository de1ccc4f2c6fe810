/** True for what every object has without being given it: `constructor`, `toString`. */
export const isInherited = (key: string | number): boolean => key in Object.prototype;
