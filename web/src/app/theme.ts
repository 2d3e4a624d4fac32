import { createTheme, type MantineColorsTuple } from "@mantine/core";

const amber: MantineColorsTuple = [
  "#fdf4e6",
  "#f6e3c6",
  "#efd0a2",
  "#e8bc7c",
  "#e0a458",
  "#d4933f",
  "#b97c31",
  "#976426",
  "#744c1c",
  "#513512",
];
const dark: MantineColorsTuple = [
  "#d9dde3",
  "#b6bcc6",
  "#949ca9",
  "#6d7582",
  "#3a414d",
  "#262b33",
  "#1b1f26",
  "#15181d",
  "#0e1013",
  "#08090b",
];

export const theme = createTheme({
  primaryColor: "amber",
  primaryShade: 4,
  autoContrast: true,
  luminanceThreshold: 0.35,
  colors: { amber, dark },
  fontFamily: "var(--sans)",
  fontFamilyMonospace: "var(--mono)",
  defaultRadius: 6,
  fontSizes: { xs: "12px", sm: "13px", md: "14px", lg: "16px", xl: "18px" },
  headings: { fontFamily: "var(--sans)", fontWeight: "600" },
  cursorType: "pointer",
  focusRing: "auto",
  respectReducedMotion: true,
  components: {
    Button: { defaultProps: { size: "xs" } },
    TextInput: { defaultProps: { size: "xs" } },
    Textarea: { defaultProps: { size: "xs", autosize: true, minRows: 1 } },
    NumberInput: { defaultProps: { size: "xs" } },
    Select: { defaultProps: { size: "xs", comboboxProps: { transitionProps: { duration: 0 } } } },
    MultiSelect: { defaultProps: { size: "xs", comboboxProps: { transitionProps: { duration: 0 } } } },
    Checkbox: { defaultProps: { size: "xs" } },
    SegmentedControl: { defaultProps: { size: "xs", transitionDuration: 0 } },
    Modal: {
      defaultProps: {
        transitionProps: { duration: 100 },
        centered: true,
        overlayProps: { backgroundOpacity: 0.6 },
        closeButtonProps: { "aria-label": "Close" },
      },
    },
    Drawer: {
      defaultProps: {
        transitionProps: { duration: 100 },
        position: "right",
        closeButtonProps: { "aria-label": "Close" },
      },
    },
    Menu: {
      defaultProps: { transitionProps: { duration: 0 }, withinPortal: true, withInitialFocusPlaceholder: false },
    },
    Popover: { defaultProps: { transitionProps: { duration: 0 } } },
    Tooltip: { defaultProps: { openDelay: 400, transitionProps: { duration: 0 } } },
    Table: { defaultProps: { verticalSpacing: 6, horizontalSpacing: 10, highlightOnHover: true } },
    Tabs: { defaultProps: { keepMounted: false } },
  },
});
