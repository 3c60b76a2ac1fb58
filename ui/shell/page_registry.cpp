#include "ui/shell/page_registry.h"

#include "ui/pages/benchmark/benchmark_page.h"
#include "ui/pages/cluster/cluster_page.h"
#include "ui/pages/surfaces/surfaces_page.h"
#include "ui/pages/targets/targets_page.h"
#include "ui/pages/traffic/traffic_page.h"
#include "ui/pages/what_if/what_if_page.h"
#include "ui/shell/page.h"

#include <QCoreApplication>

namespace headroom::ui {

const std::vector<PageEntry>& pageRegistry() {
  // One entry a page, in the order of the work: targets, benchmark, surfaces, what-if, traffic, cluster.
  static const std::vector<PageEntry> pages{
      {"targets", QT_TRANSLATE_NOOP("Pages", "Targets"),
       [](PageContext& context) -> Page* { return new TargetsPage(context); }},
      {"benchmark", QT_TRANSLATE_NOOP("Pages", "Benchmark"),
       [](PageContext& context) -> Page* { return new BenchmarkPage(context); }},
      {"surfaces", QT_TRANSLATE_NOOP("Pages", "Surfaces"),
       [](PageContext& context) -> Page* { return new SurfacesPage(context); }},
      {"what-if", QT_TRANSLATE_NOOP("Pages", "What-if"),
       [](PageContext& context) -> Page* { return new WhatIfPage(context); }},
      {"traffic", QT_TRANSLATE_NOOP("Pages", "Traffic"),
       [](PageContext& context) -> Page* { return new TrafficPage(context); }},
      {"cluster", QT_TRANSLATE_NOOP("Pages", "Cluster"),
       [](PageContext& context) -> Page* { return new ClusterPage(context); }},
  };
  return pages;
}

}  // namespace headroom::ui
