#include "ui/models/target_words.h"

#include <QCoreApplication>
#include <QRegularExpression>
#include <QStringList>

#include <array>
#include <utility>

namespace headroom::ui {
namespace {

struct TargetWords {
  Q_DECLARE_TR_FUNCTIONS(TargetWords)
};

QString shown(const std::string& text) { return QString::fromStdString(text); }

QString inCluster(const QString& object, int port, const std::string& nameSpace, const std::string& context) {
  QStringList parts{QStringLiteral("%1:%2").arg(object).arg(port)};
  for (const std::string* part : {&nameSpace, &context})
    if (!part->empty()) parts.push_back(shown(*part));
  return parts.join(QStringLiteral(" · "));
}

}  // namespace

QString reachText(const Reach& reach, const std::string& nameSpace) {
  struct Text {
    const std::string& nameSpace;
    // A password that stands in a URL of an older file is not shown.
    QString operator()(const ByUrl& by) const {
      return by.url.empty() ? TargetWords::tr("no URL yet") : shown(withoutPassword(by.url));
    }
    QString operator()(const ByPod& by) const {
      return by.pod.empty()
                 ? TargetWords::tr("no pod yet")
                 : TargetWords::tr("pod %1").arg(inCluster(shown(by.pod), by.port, nameSpace, by.context));
    }
    QString operator()(const ByService& by) const {
      return by.service.empty() ? TargetWords::tr("no service yet")
                                : TargetWords::tr("service %1")
                                      .arg(inCluster(shown(by.service), by.port, nameSpace, by.context));
    }
    QString operator()(const Simulated& by) const {
      return TargetWords::tr("simulated %1, %2").arg(shown(by.gpu), shown(by.model));
    }
  };
  return std::visit(Text{nameSpace}, reach);
}

QString withoutOptions(const std::string& advice) {
  static const std::array<std::pair<QRegularExpression, QString>, 4> rules{{
      {QRegularExpression(QStringLiteral(" (by|with) --[a-z-]+( or --[a-z-]+)*")), QString()},
      {QRegularExpression(QStringLiteral("--api (chat|completions)")), QStringLiteral("the API \"\\1\"")},
      {QRegularExpression(QStringLiteral(" with `headroomctl targets [a-z]+`")), QString()},
      {QRegularExpression(QStringLiteral(", or give its path$")),
       TargetWords::tr(", or choose it when you add a target")},
  }};
  QString text = shown(advice);
  for (const auto& [pattern, instead] : rules) text.replace(pattern, instead);
  return text;
}

QString reachKind(const Reach& reach) {
  struct Kind {
    QString operator()(const ByUrl&) const { return TargetWords::tr("URL"); }
    QString operator()(const ByPod&) const { return TargetWords::tr("Pod"); }
    QString operator()(const ByService&) const { return TargetWords::tr("Service"); }
    QString operator()(const Simulated&) const { return TargetWords::tr("Simulated"); }
  };
  return std::visit(Kind{}, reach);
}

}  // namespace headroom::ui
