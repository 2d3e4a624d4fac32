import hooks from "eslint-plugin-react-hooks";
import tseslint from "typescript-eslint";

const FLOORS = ["api", "ui", "player", "timeline", "features", "app"];

/** What a floor may not import: the floors above it, and player and timeline not each other. */
function above(floor) {
  const higher = FLOORS.slice(FLOORS.indexOf(floor) + 1).filter((name) => !(floor === "player" && name === "timeline"));
  return higher.map((name) => `~/${name}/**`);
}

/** A feature knows no other feature: what two of them need lives below both. */
function feature(name) {
  return {
    files: [`src/features/${name}/**`],
    rules: {
      "no-restricted-imports": [
        "error",
        { patterns: ["~/app/**", "~/features/*", "~/features/*/**", "../../*"].concat([`!~/features/${name}/**`]) },
      ],
    },
  };
}

const FEATURES = [
  "projects",
  "story",
  "library",
  "shots",
  "generation",
  "review",
  "screening",
  "guest",
  "edit",
  "delivery",
  "governance",
];

export default tseslint.config(
  { ignores: ["src/api/schema.d.ts"] },
  ...tseslint.configs.strict,
  { files: ["src/**"], ...hooks.configs.flat["recommended-latest"] },
  {
    rules: {
      "max-lines": ["error", { max: 250 }],
      "@typescript-eslint/no-non-null-assertion": "off",
      "@typescript-eslint/consistent-type-imports": "error",
    },
  },
  ...FLOORS.slice(0, -1)
    .filter((floor) => floor !== "features")
    .map((floor) => ({
      files: [`src/${floor}/**`],
      rules: { "no-restricted-imports": ["error", { patterns: above(floor) }] },
    })),
  ...FEATURES.map(feature),
);
